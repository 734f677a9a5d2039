package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.RecyclingMemory;
import dev.halfcaf.device.ReductionOp;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeapRecyclingMemoryTest {
    private final RecyclingMemory memory = DEVICE.recyclingMemory();

    @ParameterizedTest
    @EnumSource
    void aSecondRoundLendsTheSameArrays(Dtype dtype) {
        Object first = javaArray(memory.allocate(dtype, Shape.of(2, 3)));
        Object second = javaArray(memory.allocate(dtype, Shape.of(6)));
        assertThat(second).isNotSameAs(first);

        memory.recycle();

        assertThat(javaArray(memory.allocate(dtype, Shape.of(6)))).isSameAs(first);
        assertThat(javaArray(memory.allocate(dtype, Shape.of(3, 2)))).isSameAs(second);
        assertThat(javaArray(memory.allocate(dtype, Shape.of(6))))
                .isNotSameAs(first)
                .isNotSameAs(second);
        assertThat(javaArray(memory.allocate(dtype, Shape.of(7))))
                .isNotSameAs(first)
                .isNotSameAs(second);
    }

    @Test
    void bothHalfDtypesShareArrays() {
        Object first = javaArray(memory.allocate(Dtype.FLOAT16, Shape.of(6)));
        memory.recycle();
        assertThat(javaArray(memory.allocate(Dtype.BFLOAT16, Shape.of(6)))).isSameAs(first);
    }

    @Test
    void touchingWhatWasRecycledThrows() {
        NdArray finished = memory.allocate(Dtype.FLOAT32, Shape.of(2));
        DEVICE.fill(1, finished);
        NdArray alive = TestArrays.empty(Dtype.FLOAT32, Shape.of(2));
        memory.recycle();
        NdArray lentAgain = memory.allocate(Dtype.FLOAT32, Shape.of(2));
        DEVICE.fill(5, lentAgain);

        String sentence = "This tensor is an intermediate of a finished training step, whose memory has been reused."
                + " Copy what you need before the step ends.";
        assertThatThrownBy(() -> DEVICE.download(finished))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(sentence);
        assertThatThrownBy(() -> DEVICE.binary(BinaryOp.ADD, alive, finished, alive))
                .hasMessage(sentence);
        assertThatThrownBy(() -> DEVICE.fill(0, finished)).hasMessage(sentence);
        assertThatThrownBy(() -> DEVICE.matmul(
                        finished.reshape(Shape.of(1, 2)),
                        false,
                        alive.reshape(Shape.of(2, 1)),
                        false,
                        TestArrays.empty(Dtype.FLOAT32, Shape.of(1, 1))))
                .hasMessage(sentence);
        assertThat(finished.dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(values(lentAgain)).containsExactly(5, 5);
    }

    @Test
    void bytesLentAreThoseOfThisRound() {
        assertThat(memory.bytesLent()).isZero();
        memory.allocate(Dtype.FLOAT16, Shape.of(10));
        memory.allocate(Dtype.FLOAT64, Shape.of(2, 2));
        memory.allocate(Dtype.BOOL, Shape.of(3));
        assertThat(memory.bytesLent()).isEqualTo(20 + 32 + 3);
        memory.recycle();
        assertThat(memory.bytesLent()).isZero();
    }

    @Test
    void memoryThatIsNotAskedForAgainIsGivenUp() {
        Object rare = javaArray(memory.allocate(Dtype.FLOAT32, Shape.of(1000)));
        for (int round = 0; round < 200; round++) {
            memory.recycle();
            memory.allocate(Dtype.FLOAT32, Shape.of(10));
        }
        memory.recycle();
        assertThat(javaArray(memory.allocate(Dtype.FLOAT32, Shape.of(1000)))).isNotSameAs(rare);
    }

    @Test
    void aSecondStepAllocatesNoTensorMemory() {
        Shape batch = Shape.of(256, 64);
        NdArray x = TestArrays.random(Dtype.FLOAT16, batch, 1);
        NdArray weights = TestArrays.random(Dtype.FLOAT16, Shape.of(64, 64), 2);
        NdArray bias = TestArrays.random(Dtype.FLOAT16, Shape.of(64), 3);
        List<Long> allocated = new ArrayList<>();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        for (int step = 0; step < 20; step++) {
            long before = threads.getThreadAllocatedBytes(thread);
            NdArray product = memory.allocate(Dtype.FLOAT16, batch);
            DEVICE.matmul(x, false, weights, false, product);
            NdArray sum = memory.allocate(Dtype.FLOAT16, batch);
            DEVICE.binary(BinaryOp.ADD, product, bias, sum);
            NdArray probabilities = memory.allocate(Dtype.FLOAT32, batch);
            DEVICE.softmax(sum, 1, false, probabilities);
            NdArray biasGradient = memory.allocate(Dtype.FLOAT32, Shape.of(64));
            DEVICE.reduce(ReductionOp.SUM, probabilities, new int[] {0}, biasGradient);
            memory.recycle();
            allocated.add(threads.getThreadAllocatedBytes(thread) - before);
        }
        long tensors = 2L * 256 * 64 * 2 + 256 * 64 * 4;
        assertThat(allocated.get(0)).isGreaterThan(tensors);
        // What is left are the small objects of four ops: storages, shapes, indices.
        assertThat(allocated.get(19)).isLessThan(8_000);
    }

    private static Object javaArray(NdArray array) {
        return HeapDevice.storage(array).array();
    }
}
