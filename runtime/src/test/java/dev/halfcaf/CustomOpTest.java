package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.heap.HeapDevice;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ops of users; that their gradient is used rightly, {@link GradientTest} shows on the javadoc's example. */
final class CustomOpTest {
    private final Recording recording = new Recording(HeapDevice.instance().recyclingMemory());

    private record Op(
            Function<List<Tensor>, Tensor> value, BiFunction<Tensor, List<Tensor>, @Nullable Tensor[]> derivative)
            implements CustomOp {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            return value.apply(inputs);
        }

        @Override
        public @Nullable Tensor[] gradients(Tensor outputGradient, List<Tensor> inputs, Tensor output) {
            return derivative.apply(outputGradient, inputs);
        }
    }

    @AfterEach
    void close() {
        recording.close();
    }

    private Tensor half(String key) {
        Tensor value = Tensor.ones(Shape.of(2), Dtype.FLOAT16);
        return Differentiation.leaf(recording, key, value);
    }

    private Map<Object, NdArray> gradients(Tensor output) {
        return Differentiation.backward(recording, output.cast(Dtype.FLOAT32).sum());
    }

    @Test
    void computesWithoutARecordingToo() {
        Tensor x = Tensor.of(new float[] {0, 1}, Shape.of(2));
        assertThat(new OpCase.Swish(1).apply(x).node()).isNull();
        assertThat(new OpCase.Swish(1).apply(x).toFloatArray()[0]).isZero();
    }

    @Test
    void usesItsOwnGradientAndNotThatOfItsForward() {
        CustomOp straightThrough = new Op(in -> in.get(0).cast(Dtype.INT32).cast(Dtype.FLOAT16), (gradient, in) ->
                new Tensor[] {gradient.mul(3)});
        assertThat(Differentiation.values(gradients(straightThrough.apply(half("x"))), "x"))
                .containsExactly(3, 3);
    }

    @Test
    void mayGiveAWiderGradientThanItsInputs() {
        double below = 0x1p-30;
        CustomOp fine = new Op(in -> in.get(0).mul(1), (gradient, in) ->
                new Tensor[] {Tensor.full(Shape.of(2), below, Dtype.FLOAT32)});
        assertThat(Differentiation.values(gradients(fine.apply(half("x"))), "x"))
                .containsExactly(below, below);
    }

    @Test
    void givesNullWhereThereIsNoGradient() {
        CustomOp first = new Op(in -> in.get(0).add(in.get(1)), (gradient, in) -> new Tensor[] {gradient, null});
        assertThat(gradients(first.apply(half("x"), half("y")))).containsOnlyKeys("x");
    }

    @Test
    void isNotRecordedWhereItsResultIsNotFloating() {
        CustomOp rounding = new Op(in -> in.get(0).cast(Dtype.INT32), (gradient, in) -> new Tensor[1]);
        assertThat(rounding.apply(half("x")).node()).isNull();
    }

    @Test
    void ofTheWrongNumberOfGradientsIsNamed() {
        assertMistake(
                "CustomOp mine: gradients(...) returned 0 gradients for 1 inputs.", (gradient, in) -> new Tensor[0]);
    }

    @Test
    void ofTheWrongShapeIsNamed() {
        assertMistake(
                "CustomOp mine: gradients(...) returned shape () for input 0, which has shape (2,).",
                (gradient, in) -> new Tensor[] {gradient.sum()});
    }

    @Test
    void ofAnIntegerGradientIsNamed() {
        assertMistake(
                "CustomOp mine: gradients(...) returned int32 for input 0; gradients are floating.",
                (gradient, in) -> new Tensor[] {gradient.cast(Dtype.INT32)});
    }

    private void assertMistake(String message, BiFunction<Tensor, List<Tensor>, @Nullable Tensor[]> derivative) {
        Tensor output = new Op(in -> in.get(0).mul(2), derivative).apply(half("x"));
        assertThatThrownBy(() -> gradients(output))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }
}
