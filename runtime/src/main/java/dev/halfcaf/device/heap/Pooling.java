package dev.halfcaf.device.heap;

import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.PoolingOp;
import dev.halfcaf.device.Window;
import java.util.Arrays;

/** The largest pixel, or the mean of the pixels, under a window. In double, rounded once; padding counts for nothing. */
final class Pooling {
    private static final int PIXEL = 0;
    private static final int RESULT = 1;
    private static final int GRADIENT = 2;
    private static final int IMAGE_GRADIENT = 3;

    private Pooling() {}

    static void pool(PoolingOp op, NdArray in, Window window, NdArray out) {
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        int channels = in.shape().size(3);
        double[] pixel = Blocks.ofThisThread().row(PIXEL, channels);
        double[] pooled = Blocks.ofThisThread().row(RESULT, channels);
        Taps taps = new Taps(in.shape(), out.shape(), window);
        while (taps.nextResult()) {
            Arrays.fill(pooled, 0, channels, op == PoolingOp.MAX ? Double.NEGATIVE_INFINITY : 0);
            int count = 0;
            while (taps.nextTap()) {
                source.read(taps.pixel() * channels, pixel, 0, channels);
                count++;
                for (int c = 0; c < channels; c++) {
                    pooled[c] = op == PoolingOp.MAX ? Math.max(pooled[c], pixel[c]) : pooled[c] + pixel[c];
                }
            }
            if (op == PoolingOp.MEAN) {
                for (int c = 0; c < channels; c++) {
                    pooled[c] /= count;
                }
            }
            result.write(taps.result() * channels, pooled, 0, channels);
        }
    }

    static void gradient(PoolingOp op, NdArray outputGradient, NdArray in, NdArray output, Window window, NdArray out) {
        HeapStorage gradients = HeapDevice.storage(outputGradient);
        HeapStorage result = HeapDevice.storage(out);
        int channels = in.shape().size(3);
        int images = in.shape().size(0);
        int image = images == 0 ? 0 : in.elements() / images;
        double[] gradient = Blocks.ofThisThread().row(GRADIENT, channels);
        double[] sums = Blocks.ofThisThread().row(IMAGE_GRADIENT, image);
        for (int i = 0; i < images; i++) {
            Arrays.fill(sums, 0, image, 0);
            Taps taps = new Taps(in.shape(), output.shape(), window, i);
            while (taps.nextResult()) {
                gradients.read(taps.result() * channels, gradient, 0, channels);
                if (op == PoolingOp.MAX) {
                    addToLargest(in, output, taps, gradient, sums, i * image);
                } else {
                    addToAll(taps, gradient, channels, sums, i * image);
                }
            }
            result.write(i * image, sums, 0, image);
        }
    }

    /** To the first pixel that is the largest; the gradient is used up there. */
    private static void addToLargest(
            NdArray in, NdArray output, Taps taps, double[] gradient, double[] sums, int image) {
        int channels = in.shape().size(3);
        double[] pixel = Blocks.ofThisThread().row(PIXEL, channels);
        double[] largest = Blocks.ofThisThread().row(RESULT, channels);
        HeapDevice.storage(output).read(taps.result() * channels, largest, 0, channels);
        while (taps.nextTap()) {
            HeapDevice.storage(in).read(taps.pixel() * channels, pixel, 0, channels);
            int to = taps.pixel() * channels - image;
            for (int c = 0; c < channels; c++) {
                if (pixel[c] == largest[c] || Double.isNaN(pixel[c])) {
                    sums[to + c] += gradient[c];
                    gradient[c] = 0;
                }
            }
        }
    }

    private static void addToAll(Taps taps, double[] gradient, int channels, double[] sums, int image) {
        int count = taps.count();
        while (taps.nextTap()) {
            int to = taps.pixel() * channels - image;
            for (int c = 0; c < channels; c++) {
                sums[to + c] += gradient[c] / count;
            }
        }
    }

    /** Goes over the pixels of the result, and for each over the pixels of the image under the window. */
    private static final class Taps {
        private final Shape in;
        private final Shape out;
        private final Window window;
        private final int end;
        private int result;
        private int image;
        private int top;
        private int bottom;
        private int left;
        private int right;
        private int y;
        private int x;

        Taps(Shape in, Shape out, Window window) {
            this(in, out, window, 0, out.size(0));
        }

        Taps(Shape in, Shape out, Window window, int image) {
            this(in, out, window, image, image + 1);
        }

        private Taps(Shape in, Shape out, Window window, int firstImage, int endImage) {
            this.in = in;
            this.out = out;
            this.window = window;
            this.result = firstImage * out.size(1) * out.size(2) - 1;
            this.end = endImage * out.size(1) * out.size(2);
        }

        boolean nextResult() {
            result++;
            if (result >= end) {
                return false;
            }
            int firstY = result / out.size(2) % out.size(1) * window.strideHeight() - window.top();
            int firstX = result % out.size(2) * window.strideWidth() - window.left();
            image = result / out.size(2) / out.size(1);
            top = Math.max(firstY, 0);
            bottom = Math.min(firstY + window.height(), in.size(1));
            left = Math.max(firstX, 0);
            right = Math.min(firstX + window.width(), in.size(2));
            y = top;
            x = left - 1;
            return true;
        }

        /** Only the pixels inside the image. */
        boolean nextTap() {
            x++;
            if (x >= right) {
                x = left;
                y++;
            }
            return y < bottom && x < right;
        }

        int count() {
            return (bottom - top) * (right - left);
        }

        int result() {
            return result;
        }

        int pixel() {
            return (image * in.size(1) + y) * in.size(2) + x;
        }
    }
}
