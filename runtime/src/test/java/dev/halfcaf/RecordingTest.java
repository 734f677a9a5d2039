package dev.halfcaf;

import static dev.halfcaf.Differentiation.gradient;
import static dev.halfcaf.Differentiation.node;
import static dev.halfcaf.Differentiation.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.RecyclingMemory;
import dev.halfcaf.device.heap.HeapDevice;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a recording keeps, gives and takes back. */
final class RecordingTest {
    private static final HeapDevice DEVICE = HeapDevice.instance();
    private static final long KIBIBYTE = 1024;

    private final RecyclingMemory memory = DEVICE.recyclingMemory();
    private final Recording recording = new Recording(memory);

    @AfterEach
    void close() {
        recording.close();
    }

    private Tensor leaf(String key, double... values) {
        return Differentiation.leaf(recording, key, Tensor.of(values, Shape.of(values.length)));
    }

    private Map<Object, NdArray> gradients(Tensor result) {
        return Differentiation.backward(recording, result);
    }

    @Test
    void addsUpTheGradientsOfALeafThatIsUsedTwice() {
        Tensor x = leaf("x", 3, 4);
        assertThat(values(gradients(x.mul(x).add(x).sum()), "x")).containsExactly(7, 9);
    }

    @Test
    void hasOneGradientForALeafThatIsReadInTwoDtypes() {
        Tensor master = Tensor.of(new float[] {1}, Shape.of(1));
        Tensor full = new Tensor(master.array(), recording.leaf("x", master.shape(), Dtype.FLOAT32));
        Tensor half =
                new Tensor(master.cast(Dtype.FLOAT16).array(), recording.leaf("x", master.shape(), Dtype.FLOAT32));
        double thousandth = 0x1p-10;
        Tensor loss = full.mul(4).add(half.mul(thousandth).cast(Dtype.FLOAT32)).sum();

        Map<Object, NdArray> gradients = gradients(loss);

        assertThat(gradients).containsOnlyKeys("x");
        // In float16, whose numbers around 4 are 2^-8 apart, the sum would be 4.
        assertThat(values(gradients, "x")).containsExactly(4 + thousandth);
    }

    @Test
    void refusesALeafOfAnotherShapeUnderTheSameKey() {
        leaf("x", 1, 2);
        assertThatThrownBy(() -> leaf("x", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Leaf x is recorded with shape (2,) and gradients in float64; now it is read with shape (1,) and"
                                + " gradients in float64.");
    }

    @Test
    void givesGradientsInTheOrderOfTheLeavesAndLeavesOutWhatTheResultDoesNotDependOn() {
        Tensor a = leaf("a", 1);
        Tensor unused = leaf("unused", 1);
        Tensor c = leaf("c", 2);
        Tensor b = leaf("b", 3);
        unused.square();
        assertThat(gradients(b.mul(c).mul(a).sum()).keySet()).containsExactly("a", "c", "b");
    }

    @Test
    void canBePlayedBackTwice() {
        Tensor x = leaf("x", 2, 3);
        Tensor loss = x.square().sum();
        Map<Object, NdArray> first = gradients(loss);
        Map<Object, NdArray> second = gradients(x.mul(5).sum());
        assertThat(values(gradients(loss), "x")).containsExactly(4, 6);
        assertThat(values(first, "x")).containsExactly(4, 6);
        assertThat(values(second, "x")).containsExactly(5, 5);
    }

    @Test
    void startsFromTheSeed() {
        Tensor loss = leaf("x", 2).square().sum();
        NdArray seed = Tensor.scalar(1024, Dtype.FLOAT32).array();
        Map<Object, NdArray> gradients = recording.backward(node(loss), seed, new FreshMemory(DEVICE));
        assertThat(values(gradients, "x")).containsExactly(4096);
    }

    @Test
    void refusesASeedOfAnotherShape() {
        Tensor loss = leaf("x", 2, 3).square();
        assertThatThrownBy(() -> recording.backward(
                        node(loss), Tensor.scalar(1, Dtype.FLOAT64).array(), new FreshMemory(DEVICE)))
                .hasMessage("The gradient to start from has shape (), the value that it belongs to has shape (2,).");
    }

    @Test
    void givesTheSeedWhereTheResultIsALeafItself() {
        Tensor x = leaf("x", 2);
        assertThat(values(gradients(x), "x")).containsExactly(1);
    }

    @Test
    void givesEachLeafAnArrayOfItsOwn() {
        Tensor a = leaf("a", 1, 2);
        Tensor b = leaf("b", 1, 2);
        NdArray seed = Tensor.ones(Shape.of(2), Dtype.FLOAT64).array();
        Map<Object, NdArray> gradients = recording.backward(node(a.add(b)), seed, new FreshMemory(DEVICE));
        assertThat(gradient(gradients, "a").storage())
                .isNotSameAs(gradient(gradients, "b").storage())
                .isNotSameAs(seed.storage());
        assertThat(gradient(gradients, "b").storage()).isNotSameAs(seed.storage());
    }

    @Test
    void asksForOneArrayForEachGradientAndWritesItThere() {
        Tensor kernel = Differentiation.leaf(recording, "kernel", Tensor.ones(Shape.of(3, 3)));
        Tensor bias = Differentiation.leaf(recording, "bias", Tensor.ones(Shape.of(3)));
        Tensor x = Tensor.ones(Shape.of(2, 3));
        for (int layer = 0; layer < 3; layer++) {
            x = x.matmul(kernel).add(bias).tanh();
        }
        Tensor loss = x.sum();
        List<NdArray> asked = new ArrayList<>();
        Memory counting = (dtype, shape) -> {
            NdArray array = new FreshMemory(DEVICE).allocate(dtype, shape);
            asked.add(array);
            return array;
        };

        Map<Object, NdArray> gradients = recording.backward(node(loss), Differentiation.seed(loss, 1), counting);

        assertThat(asked).containsExactlyInAnyOrderElementsOf(gradients.values());
    }

    @Test
    void givesGradientsThatOutliveIt() {
        Map<Object, NdArray> gradients =
                gradients(leaf("x", 3).add(leaf("y", 4)).square().sum());
        recording.close();
        assertThat(values(gradients, "x")).containsExactly(14);
        assertThat(values(gradients, "y")).containsExactly(14);
    }

    @Test
    void recordsOnlyWhatDependsOnALeaf() {
        Tensor x = leaf("x", 1, 2);
        Tensor constant = Tensor.ones(Shape.of(2), Dtype.FLOAT64);
        assertThat(constant.add(constant).node()).isNull();
        assertThat(x.add(constant).node()).isNotNull();
        assertThat(x.gt(0).node()).isNull();
        assertThat(x.argmax(0).node()).isNull();
        assertThat(x.cast(Dtype.INT64).node()).isNull();
        assertThat(x.detach().node()).isNull();
        assertThat(recording.opCount()).isEqualTo(1);
    }

    @Test
    void namesTheFirstOpWhoseGradientIsNotFinite() {
        Tensor x = leaf("x", 0, 1);
        Tensor loss = x.sqrt().mul(2).sum();
        assertThat(recording.firstNonFinite(node(loss), Differentiation.seed(loss, 1)))
                .isEqualTo("sqrt");
        assertThat(recording.firstNonFinite(node(x.exp().sum()), Differentiation.seed(loss, 1)))
                .isNull();
    }

    @Test
    void namesTheOpThatReceivesAnInfiniteSeed() {
        Tensor loss = leaf("x", 1).cast(Dtype.FLOAT16).sum();
        NdArray seed = Tensor.scalar(0x1p16, Dtype.FLOAT32).array();
        assertThat(recording.firstNonFinite(node(loss), seed)).isEqualTo("sum");
    }

    @Test
    void namesAnOpThatHidesTheInfinityItReceives() {
        Tensor dead = leaf("x", -1).relu();
        assertThat(recording.firstNonFinite(
                        node(dead),
                        Tensor.full(Shape.of(1), Double.POSITIVE_INFINITY, Dtype.FLOAT64)
                                .array()))
                .isEqualTo("relu");
    }

    @Test
    void namesTheOpInWhoseHalfGradientTheLossScaleOverflows() {
        Tensor x = Differentiation.leaf(recording, "x", Tensor.ones(Shape.of(1), Dtype.FLOAT16));
        Tensor loss = x.mul(64)
                .mul(64)
                .tanh()
                .add(x.mul(64).mul(64))
                .cast(Dtype.FLOAT32)
                .sum();
        assertThat(recording.firstNonFinite(node(loss), Differentiation.seed(loss, 1024)))
                .isEqualTo("mul");
    }

    @Test
    void countsTheBytesOfResultsAndOfNoView() {
        Tensor x = Differentiation.leaf(recording, "x", Tensor.ones(Shape.of(4, 8), Dtype.FLOAT16));
        Tensor viewOfAVariable = x.reshape(8, 4);
        assertThat(recording.activationBytes()).isEmpty();
        Tensor y = viewOfAVariable.relu();
        assertThat(recording.activationBytes()).containsExactly(Map.entry(Dtype.FLOAT16, 64L));
        y.reshape(32).cast(Dtype.FLOAT32).sum();
        assertThat(recording.activationBytes())
                .containsExactly(Map.entry(Dtype.FLOAT16, 64L), Map.entry(Dtype.FLOAT32, 128L + 4));
    }

    @Test
    void refusesOperandsOfTwoStepsThatAreOpenAtOnce() {
        try (Recording other = new Recording(DEVICE.recyclingMemory())) {
            Tensor x = leaf("x", 1);
            Tensor y = Differentiation.leaf(other, "y", Tensor.zeros(Shape.of(1), Dtype.FLOAT64));
            assertThatThrownBy(() -> x.add(y))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "add: the operands belong to two training steps that are open at once. Fix: use a copy of"
                                    + " one of them that has no history, for example right.detach().");
            assertThat(x.add(y.detach()).item()).isEqualTo(1);
            assertThatThrownBy(() -> other.backward(node(x.square()), x.array(), memory))
                    .hasMessage("The value to differentiate belongs to another training step.");
        }
    }

    @Test
    void refusesEveryUseOfATensorAfterTheStep() {
        Tensor x = leaf("x", 1, 2);
        Tensor y = x.square();
        Tensor kept = y.detach();
        Tensor compared = y.gt(2);
        Tensor whole = y.cast(Dtype.INT32);
        recording.close();

        String ended =
                "This tensor belongs to a training step that has ended, and its memory is used again. Fix: during the"
                        + " step, keep a copy with detach(), or read it out with item() or toFloatArray().";
        assertThatThrownBy(() -> y.add(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(ended);
        assertThatThrownBy(() -> x.add(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(ended);
        assertThatThrownBy(() -> y.argmax(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(ended);
        assertThatThrownBy(() -> recording.leaf("z", Shape.scalar(), Dtype.FLOAT32))
                .hasMessage(ended);
        assertThatThrownBy(() -> recording.backward(node(y), kept.array(), memory))
                .hasMessage(ended);
        assertThatThrownBy(() -> recording.firstNonFinite(node(y), kept.array()))
                .hasMessage(ended);
        assertThatThrownBy(y::toFloatArray).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(y::detach).isInstanceOf(IllegalStateException.class);
        assertThat(y).hasToString("Tensor(of a training step that has ended, dtype=float64, shape=(2,))");
        assertThat(kept.toDoubleArray()).containsExactly(1, 4);
        assertThat(compared.toBooleanArray()).containsExactly(false, true);
        assertThat(whole.toIntArray()).containsExactly(1, 4);
    }

    @Test
    void isDoneWithWhatTheNextStepReuses() {
        Tensor old = leaf("x", 1, 2).square();
        recording.close();
        try (Recording next = new Recording(memory)) {
            Differentiation.leaf(next, "x", Tensor.zeros(Shape.of(2), Dtype.FLOAT64))
                    .square();
            assertThatThrownBy(old::toDoubleArray).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void allocatesNoTensorMemoryInTheSecondStep() {
        Tensor x = Tensor.ones(Shape.of(256, 128), Dtype.FLOAT16);
        Tensor kernel = Tensor.ones(Shape.of(128, 128), Dtype.FLOAT16);
        Tensor bias = Tensor.ones(Shape.of(128), Dtype.FLOAT16);
        RecyclingMemory gradientMemory = DEVICE.recyclingMemory();
        for (int warmUp = 0; warmUp < 3; warmUp++) {
            step(x, kernel, bias, gradientMemory);
        }

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        step(x, kernel, bias, gradientMemory);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("of the 64 KiB that each activation takes").isLessThan(48 * KIBIBYTE);
    }

    private void step(Tensor x, Tensor kernel, Tensor bias, RecyclingMemory gradientMemory) {
        try (Recording step = new Recording(memory)) {
            Tensor weights = Differentiation.leaf(step, "kernel", kernel);
            Tensor offsets = Differentiation.leaf(step, "bias", bias);
            Tensor hidden = x.matmul(weights).add(offsets).relu().softmax(-1).tanh();
            Tensor loss = hidden.cast(Dtype.FLOAT32).square().mean();
            step.backward(node(loss), Differentiation.seed(loss, 1024), gradientMemory);
            gradientMemory.recycle();
        }
    }
}
