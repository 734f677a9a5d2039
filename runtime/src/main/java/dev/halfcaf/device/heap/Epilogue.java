package dev.halfcaf.device.heap;

import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * What a matrix product is written through when a bias, or a function, follows it: sums arrive in the format that they
 * were accumulated in, and are rounded once, behind bias and function.
 */
final class Epilogue implements Numbers {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    private static final int BIAS = 0;
    private static final int SUM = 1;
    private static final int VALUE = 2;

    private final HeapStorage result;
    private final @Nullable NdArray bias;
    private final @Nullable UnaryOp activation;
    private final int columns;

    private Epilogue(HeapStorage result, @Nullable NdArray bias, @Nullable UnaryOp activation, int columns) {
        this.result = result;
        this.bias = bias;
        this.activation = activation;
        this.columns = columns;
    }

    /** Where to write the product that becomes {@code out}: a bias has one number for each of its columns. */
    static Numbers of(NdArray out, @Nullable NdArray bias, @Nullable UnaryOp activation) {
        HeapStorage result = HeapDevice.storage(out);
        Shape shape = out.shape();
        return bias == null && activation == null ? result : new Epilogue(result, bias, activation, shape.size(-1));
    }

    @Override
    public void read(int from, float[] out, int outFrom, int count) {
        result.read(from, out, outFrom, count);
    }

    @Override
    public void read(int from, double[] out, int outFrom, int count) {
        result.read(from, out, outFrom, count);
    }

    @Override
    public void write(int to, float[] in, int inFrom, int count) {
        float[] biases = Blocks.ofThisThread().floats(BIAS);
        float[] sums = Blocks.ofThisThread().floats(SUM);
        float[] values = Blocks.ofThisThread().floats(VALUE);
        for (int done = 0; done < count; ) {
            int column = (to + done) % columns;
            int run = Math.min(Math.min(columns - column, count - done), Blocks.LENGTH);
            float[] from = in;
            int first = inFrom + done;
            if (bias != null) {
                HeapDevice.storage(bias).read(column, biases, 0, run);
                for (int i = 0; i < run; i++) {
                    sums[i] = in[inFrom + done + i] + biases[i];
                }
                from = sums;
                first = 0;
            }
            if (activation != null) {
                KERNELS.unary(activation, from, first, values, 0, run);
                from = values;
                first = 0;
            }
            result.write(to + done, from, first, run);
            done += run;
        }
    }

    @Override
    public void write(int to, double[] in, int inFrom, int count) {
        double[] biases = Blocks.ofThisThread().doubles(BIAS);
        double[] sums = Blocks.ofThisThread().doubles(SUM);
        double[] values = Blocks.ofThisThread().doubles(VALUE);
        for (int done = 0; done < count; ) {
            int column = (to + done) % columns;
            int run = Math.min(Math.min(columns - column, count - done), Blocks.LENGTH);
            double[] from = in;
            int first = inFrom + done;
            if (bias != null) {
                HeapDevice.storage(bias).read(column, biases, 0, run);
                for (int i = 0; i < run; i++) {
                    sums[i] = in[inFrom + done + i] + biases[i];
                }
                from = sums;
                first = 0;
            }
            if (activation != null) {
                KERNELS.unary(activation, from, first, values, 0, run);
                from = values;
                first = 0;
            }
            result.write(to + done, from, first, run);
            done += run;
        }
    }
}
