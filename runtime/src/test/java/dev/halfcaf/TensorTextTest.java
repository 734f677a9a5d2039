package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tensors as text. */
final class TensorTextTest {
    @Test
    void showsElementsDtypeAndShape() {
        assertThat(Tensor.of(new float[] {1, -2.5f, 3, 4}, Shape.of(2, 2))).hasToString("""
                Tensor([[1.0, -2.5],
                        [3.0, 4.0]], dtype=float32, shape=(2, 2))""");
        assertThat(Tensor.scalar(7, Dtype.INT64)).hasToString("Tensor(7, dtype=int64, shape=())");
        assertThat(Tensor.of(new boolean[] {true, false}, Shape.of(2)))
                .hasToString("Tensor([true, false], dtype=bool, shape=(2,))");
        assertThat(Tensor.zeros(Shape.of(0))).hasToString("Tensor([], dtype=float32, shape=(0,))");
    }

    @Test
    void partsTheBlocksOfMoreAxes() {
        assertThat(Tensor.arange(8).reshape(2, 2, 2)).hasToString("""
                Tensor([[[0, 1],
                         [2, 3]],

                        [[4, 5],
                         [6, 7]]], dtype=int32, shape=(2, 2, 2))""");
    }

    @Test
    void showsTheOuterElementsOfALargeTensor() {
        assertThat(Tensor.arange(1001))
                .hasToString("Tensor([0, 1, 2, ..., 998, 999, 1000], dtype=int32, shape=(1001,))");
        assertThat(Tensor.arange(2000).reshape(1000, 2)).hasToString("""
                Tensor([[0, 1],
                        [2, 3],
                        [4, 5],
                        ...,
                        [1994, 1995],
                        [1996, 1997],
                        [1998, 1999]], dtype=int32, shape=(1000, 2))""");
    }

    @Test
    void showsTheShortestNumberThatTheDtypeReadsBack() {
        double[] values = {0.1, 65504, 5e-8, -0.0, Double.NaN, Double.NEGATIVE_INFINITY};
        assertThat(Tensor.of(values, Shape.of(6), Dtype.FLOAT16))
                .hasToString("Tensor([0.1, 65504.0, 6.0E-8, -0.0, NaN, -Infinity], dtype=float16, shape=(6,))");
        assertThat(Tensor.of(new double[] {0.1, 3.38e38}, Shape.of(2), Dtype.BFLOAT16))
                .hasToString("Tensor([0.1, 3.38E38], dtype=bfloat16, shape=(2,))");
        assertThat(Tensor.of(new float[] {0.1f, 16777216f}, Shape.of(2)))
                .hasToString("Tensor([0.1, 1.6777216E7], dtype=float32, shape=(2,))");
        assertThat(Tensor.of(new double[] {1 / 3.0}, Shape.of(1)))
                .hasToString("Tensor([0.3333333333333333], dtype=float64, shape=(1,))");
    }
}
