package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertWithin;
import static dev.halfcaf.device.heap.TestArrays.computed;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.floatingCombinations;
import static dev.halfcaf.device.heap.TestArrays.random;
import static dev.halfcaf.device.heap.TestArrays.ulp;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.PoolingOp;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.device.Window;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions and poolings against the sums that define them, in float64. */
class ConvolutionTest {
    /** A convolution of images (batch, height, width, in) to (outHeight, outWidth, out). */
    record Case(Shape images, Window window, int outHeight, int outWidth, int out) {
        Shape kernel() {
            return Shape.of(window.height(), window.width(), images.size(3), out);
        }

        Shape result() {
            return Shape.of(images.size(0), outHeight, outWidth, out);
        }

        Shape pooled() {
            return Shape.of(images.size(0), outHeight, outWidth, images.size(3));
        }
    }

    private interface Tap {
        /** One product of the sum: the indices of the pixel, of the kernel's number and of the result. */
        void at(int pixel, int weight, int result);
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(Shape.of(2, 5, 6, 3), new Window(3, 3, 1, 1, 0, 0, 1, 1), 3, 4, 4),
                new Case(Shape.of(2, 5, 6, 3), new Window(3, 3, 1, 1, 1, 1, 1, 1), 5, 6, 4),
                new Case(Shape.of(1, 7, 5, 2), new Window(2, 3, 2, 3, 1, 0, 1, 1), 4, 2, 5),
                new Case(Shape.of(3, 6, 6, 1), new Window(3, 2, 1, 2, 2, 1, 2, 3), 6, 3, 2),
                new Case(Shape.of(2, 4, 4, 17), new Window(3, 3, 1, 1, 1, 1, 1, 1), 4, 4, 33),
                new Case(Shape.of(2, 3, 4, 5), new Window(1, 1, 1, 1, 0, 0, 1, 1), 3, 4, 3),
                new Case(Shape.of(1, 1, 1, 1), new Window(4, 4, 1, 1, 2, 2, 1, 1), 2, 2, 1));
    }

    private static void forEachTap(Case c, Tap tap) {
        Window w = c.window();
        Shape in = c.images();
        for (int result = 0; result < c.result().elements(); result++) {
            int o = result % c.out();
            int x = result / c.out() % c.outWidth();
            int y = result / c.out() / c.outWidth() % c.outHeight();
            int n = result / c.out() / c.outWidth() / c.outHeight();
            for (int weight = o; weight < c.kernel().elements(); weight += c.out()) {
                int channel = weight / c.out() % in.size(3);
                int j = weight / c.out() / in.size(3) % w.width();
                int i = weight / c.out() / in.size(3) / w.width();
                int row = y * w.strideHeight() - w.top() + i * w.dilationHeight();
                int column = x * w.strideWidth() - w.left() + j * w.dilationWidth();
                if (row >= 0 && row < in.size(1) && column >= 0 && column < in.size(2)) {
                    tap.at(((n * in.size(1) + row) * in.size(2) + column) * in.size(3) + channel, weight, result);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSumOverTheTaps(Case c) {
        for (Dtype[] dtypes : floatingCombinations(3)) {
            NdArray images = random(dtypes[0], c.images(), 1);
            NdArray kernel = random(dtypes[1], c.kernel(), 2);
            NdArray out = empty(dtypes[2], c.result());
            DEVICE.conv2d(images, kernel, c.window(), null, null, out);

            Sums sums = new Sums(c.result());
            double[] x = values(images);
            double[] w = values(kernel);
            forEachTap(c, (pixel, weight, result) -> sums.add(result, x[pixel] * w[weight]));
            sums.check(out, computed(dtypes), c);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void biasAndActivationComeBeforeTheOneRounding(Case c) {
        for (Dtype dtype : new Dtype[] {Dtype.FLOAT16, Dtype.FLOAT32, Dtype.FLOAT64}) {
            NdArray images = random(dtype, c.images(), 1);
            NdArray kernel = random(dtype, c.kernel(), 2);
            NdArray bias = random(dtype, Shape.of(c.out()), 3);
            NdArray out = empty(dtype, c.result());
            DEVICE.conv2d(images, kernel, c.window(), bias, UnaryOp.RELU, out);

            NdArray sum = empty(dtype.atLeastFloat32(), c.result());
            DEVICE.conv2d(images, kernel, c.window(), bias, null, sum);
            double[] expected = values(sum);
            for (int i = 0; i < expected.length; i++) {
                expected[i] = dtype.round(Math.max(expected[i], 0));
            }
            assertThat(values(out)).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreTheSameSumsTheOtherWayRound(Case c) {
        for (Dtype[] dtypes : floatingCombinations(2)) {
            NdArray images = random(dtypes[0], c.images(), 1);
            NdArray kernel = random(dtypes[0], c.kernel(), 2);
            NdArray gradient = random(dtypes[0], c.result(), 3);
            double[] x = values(images);
            double[] w = values(kernel);
            double[] g = values(gradient);

            NdArray imagesGradient = empty(dtypes[1], c.images());
            DEVICE.conv2dInputGradient(gradient, kernel, c.window(), imagesGradient);
            Sums ofImages = new Sums(c.images());
            forEachTap(c, (pixel, weight, result) -> ofImages.add(pixel, w[weight] * g[result]));
            ofImages.check(imagesGradient, computed(dtypes), c);

            NdArray kernelGradient = empty(dtypes[1], c.kernel());
            DEVICE.conv2dKernelGradient(images, gradient, c.window(), kernelGradient);
            Sums ofKernel = new Sums(c.kernel());
            forEachTap(c, (pixel, weight, result) -> ofKernel.add(weight, x[pixel] * g[result]));
            ofKernel.check(kernelGradient, computed(dtypes), c);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void partsGiveWhatTheWholeGives(Case c) {
        int fewPatches = 3 * c.kernel().elements() / c.out();
        for (Dtype dtype : new Dtype[] {Dtype.FLOAT16, Dtype.FLOAT32, Dtype.FLOAT64}) {
            NdArray images = random(dtype, c.images(), 1);
            NdArray kernel = random(dtype, c.kernel(), 2);
            NdArray out = empty(dtype, c.result());
            NdArray inParts = empty(dtype, c.result());
            Convolution.conv2d(images, kernel, c.window(), null, null, out);
            Convolution.conv2d(images, kernel, c.window(), null, null, inParts, fewPatches);
            assertThat(values(inParts)).containsExactly(values(out));

            NdArray gradient = random(dtype, c.result(), 3);
            NdArray kernelGradient = empty(dtype, c.kernel());
            Convolution.kernelGradient(images, gradient, c.window(), kernelGradient, fewPatches);
            Sums sums = new Sums(c.kernel());
            double[] x = values(images);
            double[] g = values(gradient);
            forEachTap(c, (pixel, weight, result) -> sums.add(weight, x[pixel] * g[result]));
            sums.check(kernelGradient, dtype.atLeastFloat32(), c);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void poolingsAreThoseOfThePixelsUnderTheWindow(Case c) {
        Window w = c.window();
        if (w.dilationHeight() > 1) {
            return;
        }
        for (Dtype[] dtypes : floatingCombinations(2)) {
            NdArray images = random(dtypes[0], c.images(), 1);
            NdArray largest = empty(dtypes[1], c.pooled());
            NdArray mean = empty(dtypes[1], c.pooled());
            DEVICE.pool2d(PoolingOp.MAX, images, w, largest);
            DEVICE.pool2d(PoolingOp.MEAN, images, w, mean);

            double[] x = values(images);
            for (int result = 0; result < c.pooled().elements(); result++) {
                double[] under = under(c, x, result);
                double max = Double.NEGATIVE_INFINITY;
                double sum = 0;
                for (double pixel : under) {
                    max = Math.max(max, pixel);
                    sum += pixel;
                }
                double exact = sum / under.length;
                assertThat(values(largest)[result]).isEqualTo(dtypes[1].round(max));
                double bound = 0.5 * ulp(dtypes[1], exact) * (1 + 1e-12) + 1e-15;
                assertWithin(bound, values(mean)[result], exact, dtypes[1], c);
            }
        }
    }

    private static double[] under(Case c, double[] x, int result) {
        Case ofOneChannel = new Case(c.images().with(3, 1), c.window(), c.outHeight(), c.outWidth(), 1);
        int channels = c.images().size(3);
        List<Double> pixels = new java.util.ArrayList<>();
        forEachTap(ofOneChannel, (pixel, weight, at) -> {
            if (at == result / channels) {
                pixels.add(x[pixel * channels + result % channels]);
            }
        });
        return pixels.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Test
    void theFirstOfSeveralLargestPixelsHasTheGradient() {
        NdArray images = array(Dtype.FLOAT32, Shape.of(1, 1, 4, 1), 2, 2, Double.NaN, 1);
        Window pairs = new Window(1, 2, 1, 1, 0, 0, 1, 1);
        NdArray largest = empty(Dtype.FLOAT32, Shape.of(1, 1, 3, 1));
        DEVICE.pool2d(PoolingOp.MAX, images, pairs, largest);
        assertThat(values(largest)).containsExactly(2, Double.NaN, Double.NaN);

        NdArray out = empty(Dtype.FLOAT32, images.shape());
        NdArray gradient = array(Dtype.FLOAT32, largest.shape(), 3, 5, 7);
        DEVICE.pool2dGradient(PoolingOp.MAX, gradient, images, largest, pairs, out);
        assertThat(values(out)).containsExactly(3, 0, 12, 0);
    }

    /** Sums in float64, with the sizes of their terms for a bound. */
    private static final class Sums {
        private final double[] sums;
        private final double[] magnitudes;
        private final int[] terms;

        Sums(Shape shape) {
            sums = new double[shape.elements()];
            magnitudes = new double[sums.length];
            terms = new int[sums.length];
        }

        void add(int at, double term) {
            sums[at] += term;
            magnitudes[at] += Math.abs(term);
            terms[at]++;
        }

        /** As for matrix products: n products and n sums rounded to the accumulator, then to the result's dtype. */
        void check(NdArray out, Dtype accumulator, Object description) {
            double[] actual = values(out);
            for (int i = 0; i < sums.length; i++) {
                double bound = (terms[i] + 1) * accumulator.epsilon() / 2 * magnitudes[i]
                        + 0.5 * ulp(out.dtype(), sums[i]) * (1 + out.dtype().epsilon());
                assertWithin(bound, actual[i], sums[i], out.dtype(), description);
            }
        }
    }
}
