package dev.halfcaf.device.heap;

import dev.halfcaf.device.NdArray;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;

/** Softmax, its logarithm, and the cross entropy on top of it. All in double inside, rounded once when written. */
final class Softmax {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    private Softmax() {}

    static void softmax(NdArray in, int axis, boolean logarithm, NdArray out) {
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        Lines lines = Lines.along(in.shape(), axis);
        double[] x = Blocks.ofThisThread().row(0, lines.length());
        double[] y = Blocks.ofThisThread().row(1, lines.length());
        for (int line = 0; line < lines.count(); line++) {
            lines.read(source, line, x);
            KERNELS.softmax(logarithm, x, 0, y, 0, lines.length());
            lines.write(result, line, y);
        }
    }

    static void softmaxGradient(NdArray outputGradient, NdArray output, int axis, boolean logarithm, NdArray out) {
        HeapStorage gradientSource = HeapDevice.storage(outputGradient);
        HeapStorage outputSource = HeapDevice.storage(output);
        HeapStorage result = HeapDevice.storage(out);
        Lines lines = Lines.along(output.shape(), axis);
        double[] gradient = Blocks.ofThisThread().row(0, lines.length());
        double[] y = Blocks.ofThisThread().row(1, lines.length());
        double[] inputGradient = Blocks.ofThisThread().row(2, lines.length());
        for (int line = 0; line < lines.count(); line++) {
            lines.read(gradientSource, line, gradient);
            lines.read(outputSource, line, y);
            KERNELS.softmaxGradient(logarithm, gradient, 0, y, 0, inputGradient, 0, lines.length());
            lines.write(result, line, inputGradient);
        }
    }

    static void crossEntropy(NdArray logits, NdArray labels, NdArray out) {
        HeapStorage source = HeapDevice.storage(logits);
        HeapStorage result = HeapDevice.storage(out);
        int rows = logits.shape().size(0);
        int classes = logits.shape().size(1);
        double[] x = Blocks.ofThisThread().row(0, classes);
        double[] logProbabilities = Blocks.ofThisThread().row(1, classes);
        double[] loss = Blocks.ofThisThread().row(2, 1);
        for (int row = 0; row < rows; row++) {
            int label = label(labels, row, classes);
            source.read(row * classes, x, 0, classes);
            KERNELS.softmax(true, x, 0, logProbabilities, 0, classes);
            loss[0] = -logProbabilities[label];
            result.write(row, loss, 0, 1);
        }
    }

    static void crossEntropyGradient(NdArray outputGradient, NdArray logits, NdArray labels, NdArray out) {
        HeapStorage gradients = HeapDevice.storage(outputGradient);
        HeapStorage source = HeapDevice.storage(logits);
        HeapStorage result = HeapDevice.storage(out);
        int rows = logits.shape().size(0);
        int classes = logits.shape().size(1);
        double[] x = Blocks.ofThisThread().row(0, classes);
        double[] gradient = Blocks.ofThisThread().row(1, classes);
        for (int row = 0; row < rows; row++) {
            int label = label(labels, row, classes);
            source.read(row * classes, x, 0, classes);
            KERNELS.softmax(false, x, 0, gradient, 0, classes);
            gradient[label] -= 1;
            double factor = gradients.readDouble(row);
            for (int c = 0; c < classes; c++) {
                gradient[c] *= factor;
            }
            result.write(row * classes, gradient, 0, classes);
        }
    }

    private static int label(NdArray labels, int row, int classes) {
        long label = HeapDevice.storage(labels).readLong(row);
        if (label < 0 || label >= classes) {
            throw new IndexOutOfBoundsException(
                    "Label " + label + " of row " + row + " is outside the " + classes + " classes of the logits.");
        }
        return (int) label;
    }
}
