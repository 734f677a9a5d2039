package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepTest {
    private static final Tensor LINE = Tensor.of(new float[] {1, 2, 3, 4, 5}, Shape.of(1, 1, 5, 1));

    @Test
    void sameKeepsTheSizeAndPutsTheOddPixelBehind() {
        assertThat(convolved(Sweep.same(), 1, 10)).containsExactly(21, 32, 43, 54, 5);
        assertThat(convolved(Sweep.same(), 1, 10, 100)).containsExactly(210, 321, 432, 543, 54);
    }

    @Test
    void aStrideGoesFromTheFirstPlaceOn() {
        assertThat(convolved(Sweep.valid().withStride(2), 1, 10)).containsExactly(21, 43);
        assertThat(convolved(Sweep.same().withStride(2), 1, 10)).containsExactly(21, 43, 5);
        assertThat(convolved(Sweep.same().withStride(3), 1)).containsExactly(1, 4);
    }

    @Test
    void aDilationLeavesPixelsOut() {
        assertThat(convolved(Sweep.valid().withDilation(3), 1, 10)).containsExactly(41, 52);
    }

    @Test
    void paddingIsZero() {
        assertThat(convolved(Sweep.padded(0, 0, 1, 2), 1, 10)).containsExactly(10, 21, 32, 43, 54, 5, 0);
    }

    private static double[] convolved(Sweep sweep, double... kernel) {
        Tensor weights = Tensor.of(kernel, Shape.of(1, kernel.length, 1, 1), Dtype.FLOAT32);
        return Spatial.conv2d(LINE, weights, sweep).toDoubleArray();
    }

    @ParameterizedTest
    @CsvSource({"28, 3, 1, 28, 26", "28, 3, 2, 14, 13", "7, 2, 2, 4, 3", "1, 1, 5, 1, 1", "5, 5, 3, 2, 1"})
    void sizes(int pixels, int window, int stride, int same, int valid) {
        Tensor image = Tensor.zeros(Shape.of(1, pixels, pixels, 1));
        assertThat(Spatial.maxPool2d(image, window, window, Sweep.same().withStride(stride))
                        .shape())
                .isEqualTo(Shape.of(1, same, same, 1));
        assertThat(Spatial.maxPool2d(image, window, window, Sweep.valid().withStride(stride))
                        .shape())
                .isEqualTo(Shape.of(1, valid, valid, 1));
    }
}
