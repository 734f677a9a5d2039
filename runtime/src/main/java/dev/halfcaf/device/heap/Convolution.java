package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.device.Window;
import dev.halfcaf.kernel.Epilogue;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Matrix;
import dev.halfcaf.kernel.Numbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Convolutions as matrix products with {@link Patches}, which are never in memory as a whole. */
final class Convolution {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    /** Elements of patches that one product may have: indices are ints. */
    private static final int MOST_IN_A_PRODUCT = Integer.MAX_VALUE;

    /** Elements of patch gradients that are in memory at a time: half a megabyte of floats. */
    private static final int GRADIENT_BLOCK = 1 << 17;

    private static final int PATCH_GRADIENTS = 0;
    private static final int IMAGE_GRADIENT = 1;

    private Convolution() {}

    static void conv2d(
            NdArray in,
            NdArray kernel,
            Window window,
            @Nullable NdArray bias,
            @Nullable UnaryOp activation,
            NdArray out) {
        if (isProductOfPixels(window, in.shape(), out.shape())) {
            MatrixProduct.matmul(pixels(in), false, taps(kernel), false, bias, activation, pixels(out));
            return;
        }
        conv2d(in, kernel, window, bias, activation, out, MOST_IN_A_PRODUCT);
    }

    /** @param mostInAProduct a limit that tests set lower */
    static void conv2d(
            NdArray in,
            NdArray kernel,
            Window window,
            @Nullable NdArray bias,
            @Nullable UnaryOp activation,
            NdArray out,
            int mostInAProduct) {
        Format format = bias == null ? Format.of(in, kernel, out) : Format.of(in, kernel, bias, out);
        int columns = taps(kernel).shape().size(0);
        int channels = out.shape().size(-1);
        int rows = pixels(out).shape().size(0);
        int most = Math.max(mostInAProduct / Math.max(columns, 1), 1);
        Matrix weights = Matrix.rowMajor(HeapDevice.storage(kernel), 0, channels);
        Epilogue epilogue = MatrixProduct.epilogue(bias, activation);
        Numbers result = HeapDevice.storage(out);
        for (int first = 0; first < rows; first += Math.min(most, rows - first)) {
            int count = Math.min(most, rows - first);
            Matrix patches = patches(in, window, out.shape(), first, columns);
            multiply(format, count, channels, columns, patches, weights, epilogue, result, first * channels);
        }
    }

    static void kernelGradient(NdArray in, NdArray outputGradient, Window window, NdArray out) {
        if (isProductOfPixels(window, in.shape(), outputGradient.shape())) {
            MatrixProduct.matmul(pixels(in), true, pixels(outputGradient), false, null, null, taps(out));
            return;
        }
        kernelGradient(in, outputGradient, window, out, MOST_IN_A_PRODUCT);
    }

    /** @param mostInAProduct a limit that tests set lower */
    static void kernelGradient(NdArray in, NdArray outputGradient, Window window, NdArray out, int mostInAProduct) {
        Format format = Format.of(in, outputGradient, out);
        int columns = taps(out).shape().size(0);
        int channels = out.shape().size(-1);
        int rows = pixels(outputGradient).shape().size(0);
        int most = Math.max(mostInAProduct / Math.max(columns, 1), 1);
        HeapStorage gradients = HeapDevice.storage(outputGradient);
        if (rows <= most) {
            Matrix patches = patches(in, window, outputGradient.shape(), 0, columns);
            Matrix gradient = Matrix.rowMajor(gradients, 0, channels);
            multiply(
                    format,
                    columns,
                    channels,
                    rows,
                    patches.transposed(),
                    gradient,
                    Epilogue.NONE,
                    HeapDevice.storage(out),
                    0);
            return;
        }
        double[] sums = new double[out.elements()];
        double[] part = new double[out.elements()];
        HeapStorage product = new HeapStorage(wide(format), out.elements());
        for (int first = 0; first < rows; first += Math.min(most, rows - first)) {
            int count = Math.min(most, rows - first);
            Matrix patches = patches(in, window, outputGradient.shape(), first, columns);
            Matrix gradient = Matrix.rowMajor(gradients, first * channels, channels);
            multiply(format, columns, channels, count, patches.transposed(), gradient, Epilogue.NONE, product, 0);
            product.read(0, part, 0, part.length);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += part[i];
            }
        }
        HeapDevice.storage(out).write(0, sums, 0, sums.length);
    }

    /** The gradients of patches, block by block, each added to the pixels that the patch was made of. */
    static void inputGradient(NdArray outputGradient, NdArray kernel, Window window, NdArray out) {
        if (isProductOfPixels(window, out.shape(), outputGradient.shape())) {
            MatrixProduct.matmul(pixels(outputGradient), false, taps(kernel), true, null, null, pixels(out));
            return;
        }
        Format format = Format.of(outputGradient, kernel, out);
        Dtype wide = wide(format);
        int columns = taps(kernel).shape().size(0);
        int channels = kernel.shape().size(-1);
        int images = out.shape().size(0);
        int image = images == 0 ? 0 : out.elements() / images;
        int pixels = images == 0 ? 0 : pixels(outputGradient).shape().size(0) / images;
        int most = Math.max(Math.min(GRADIENT_BLOCK / Math.max(columns, 1), pixels), 1);
        HeapStorage block = Blocks.ofThisThread().scratch(PATCH_GRADIENTS, wide, most * columns);
        HeapStorage sums = Blocks.ofThisThread().scratch(IMAGE_GRADIENT, wide, image);
        Matrix weights =
                Matrix.rowMajor(HeapDevice.storage(kernel), 0, channels).transposed();
        PatchSums into =
                new PatchSums(window, out.shape(), outputGradient.shape().size(2));
        for (int i = 0; i < images; i++) {
            into.clear(sums);
            for (int first = 0; first < pixels; first += Math.min(most, pixels - first)) {
                int count = Math.min(most, pixels - first);
                Matrix gradients =
                        Matrix.rowMajor(HeapDevice.storage(outputGradient), (i * pixels + first) * channels, channels);
                multiply(format, count, columns, channels, gradients, weights, Epilogue.NONE, block, 0);
                into.add(block, first, count, sums);
            }
            if (wide == Dtype.FLOAT64) {
                HeapDevice.storage(out).write(i * image, sums.doubles(), 0, image);
            } else {
                HeapDevice.storage(out).write(i * image, sums.floats(), 0, image);
            }
        }
    }

    private static Matrix patches(NdArray in, Window window, Shape outShape, int firstRow, int columns) {
        return Matrix.rowMajor(new Patches(HeapDevice.storage(in), in.shape(), window, outShape, firstRow), 0, columns);
    }

    private static void multiply(
            Format format, int m, int n, int k, Matrix a, Matrix b, Epilogue epilogue, Numbers out, int outFrom) {
        if (format == Format.DOUBLE) {
            KERNELS.gemmInDouble(m, n, k, a, b, epilogue, out, outFrom);
        } else {
            KERNELS.gemm(m, n, k, a, b, epilogue, out, outFrom);
        }
    }

    private static Dtype wide(Format format) {
        return format == Format.DOUBLE ? Dtype.FLOAT64 : Dtype.FLOAT32;
    }

    /** Whether each patch is one pixel, and each pixel a patch. */
    private static boolean isProductOfPixels(Window window, Shape in, Shape out) {
        return window.height() == 1
                && window.width() == 1
                && window.strideHeight() == 1
                && window.strideWidth() == 1
                && Arrays.equals(in.toArray(), 0, 3, out.toArray(), 0, 3);
    }

    /** (pixels of all images, channels). */
    private static NdArray pixels(NdArray images) {
        Shape shape = images.shape();
        return images.reshape(Shape.of(shape.size(0) * shape.size(1) * shape.size(2), shape.size(3)));
    }

    /** (taps times channels, channels of the result). */
    private static NdArray taps(NdArray kernel) {
        return pixels(kernel);
    }
}
