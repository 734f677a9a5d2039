package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.halfcaf.Dtype;
import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.SgdStep;
import dev.halfcaf.device.UnaryOp;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No kernel allocates for each element: neither a box that the source would show nor one that a compiler adds, as C2
 * does where a kernel on the Vector API outgrows it, five to ten times slower and without a warning.
 */
class KernelAllocationTest {
    private static final int COUNT = 4096;
    private static final int ROUNDS = 200;
    private static final int MOST_BATCHES = 100;

    /** A call may make a few small objects; a box for each element would be 16 bytes times 4096. */
    private static final long MOST_BYTES = 1000;

    record Kernel(String name, Runnable call) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kernel> kernels() {
        return Stream.concat(
                Stream.concat(kernels(BothSets.PLAIN), kernels(BothSets.VECTOR)),
                Stream.concat(products(BothSets.PLAIN), products(BothSets.VECTOR)));
    }

    /** Each way through a product, in each format. */
    private static Stream<Kernel> products(Kernels kernels) {
        int[][] sizes = {{64, 64, 64}, {200, 10, 64}, {64, 1, 64}, {1, 64, 64}, {64, 64, 5}};
        List<Kernel> all = new ArrayList<>();
        for (Dtype dtype : new Dtype[] {Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32}) {
            for (int[] size : sizes) {
                int m = size[0];
                int n = size[1];
                int k = size[2];
                Numbers a = MatrixCase.numbers(dtype, m * k);
                Numbers b = MatrixCase.numbers(dtype, k * n);
                Numbers out = MatrixCase.numbers(dtype, m * n);
                Epilogue epilogue = new Epilogue(b, 0, UnaryOp.RELU, true);
                Matrix left = Matrix.rowMajor(a, 0, k);
                Matrix right = Matrix.rowMajor(b, 0, n);
                Matrix leftTransposed = Matrix.rowMajor(a, 0, m).transposed();
                Matrix rightTransposed = Matrix.rowMajor(b, 0, k).transposed();
                all.add(new Kernel(kernels + " gemm " + dtype + Arrays.toString(size), () -> {
                    kernels.gemm(m, n, k, left, right, epilogue, out, 0);
                    kernels.gemm(m, n, k, leftTransposed, rightTransposed, epilogue, out, 0);
                }));
            }
        }
        return all.stream();
    }

    private static Stream<Kernel> kernels(Kernels kernels) {
        float[] f = new float[COUNT];
        float[] f2 = new float[COUNT];
        float[] f3 = new float[COUNT];
        float[] f4 = new float[COUNT];
        double[] d = new double[COUNT];
        double[] d2 = new double[COUNT];
        double[] d3 = new double[COUNT];
        double[] d4 = new double[COUNT];
        short[] h = new short[COUNT];
        for (int i = 0; i < COUNT; i++) {
            f[i] = f2[i] = (i - 2000) * 0.01f;
            d[i] = d2[i] = f[i];
        }
        List<Kernel> all = new ArrayList<>();
        all.add(new Kernel("floatToFloat16", () -> kernels.floatToFloat16(f, 0, h, 0, COUNT)));
        all.add(new Kernel("float16ToFloat", () -> kernels.float16ToFloat(h, 0, f3, 0, COUNT)));
        all.add(new Kernel("doubleToFloat16", () -> kernels.doubleToFloat16(d, 0, h, 0, COUNT)));
        all.add(new Kernel("float16ToDouble", () -> kernels.float16ToDouble(h, 0, d3, 0, COUNT)));
        all.add(new Kernel("floatToBfloat16", () -> kernels.floatToBfloat16(f, 0, h, 0, COUNT)));
        all.add(new Kernel("bfloat16ToFloat", () -> kernels.bfloat16ToFloat(h, 0, f3, 0, COUNT)));
        all.add(new Kernel("doubleToBfloat16", () -> kernels.doubleToBfloat16(d, 0, h, 0, COUNT)));
        all.add(new Kernel("bfloat16ToDouble", () -> kernels.bfloat16ToDouble(h, 0, d3, 0, COUNT)));
        all.add(new Kernel("floatToDouble", () -> kernels.floatToDouble(f, 0, d3, 0, COUNT)));
        all.add(new Kernel("doubleToFloat", () -> kernels.doubleToFloat(d, 0, f3, 0, COUNT)));
        for (UnaryOp op : UnaryOp.values()) {
            if (op != UnaryOp.LOGICAL_NOT) {
                all.add(new Kernel(op + " float", () -> kernels.unary(op, f, 0, f3, 0, COUNT)));
                all.add(new Kernel(op + " double", () -> kernels.unary(op, d, 0, d3, 0, COUNT)));
            }
        }
        for (BinaryOp op : BinaryOp.values()) {
            if (op != BinaryOp.LOGICAL_AND && op != BinaryOp.LOGICAL_OR) {
                all.add(new Kernel(op + " float", () -> kernels.binary(op, f, 0, f2, 0, f3, 0, COUNT)));
                if (op != BinaryOp.POW) { // StrictMath.pow, as the JDK has it, makes small arrays inside
                    all.add(new Kernel(op + " double", () -> kernels.binary(op, d, 0, d2, 0, d3, 0, COUNT)));
                }
            }
        }
        for (ReductionOp op : ReductionOp.values()) {
            all.add(new Kernel("reduce " + op, () -> kernels.reduce(op, d, 0, COUNT)));
            all.add(new Kernel("accumulate " + op, () -> kernels.accumulate(op, d, 0, d3, 0, COUNT)));
        }
        all.add(new Kernel("softmax", () -> kernels.softmax(false, d, 0, d3, 0, COUNT)));
        all.add(new Kernel("log softmax", () -> kernels.softmax(true, d, 0, d3, 0, COUNT)));
        all.add(new Kernel("softmax gradient", () -> kernels.softmaxGradient(false, d, 0, d2, 0, d3, 0, COUNT)));
        Matrix matrix = Matrix.rowMajor(new Floats(f), 0, 64);
        Numbers product = new Floats(f3);
        all.add(new Kernel(
                "gemm", () -> kernels.gemm(64, 64, 64, matrix, matrix.transposed(), Epilogue.NONE, product, 0)));
        all.add(new Kernel(
                "gemm in double",
                () -> kernels.gemmInDouble(64, 64, 64, matrix, matrix.transposed(), Epilogue.NONE, product, 0)));
        all.add(new Kernel("isFinite float", () -> kernels.isFinite(f, 0, COUNT, 0.5f)));
        all.add(new Kernel("isFinite double", () -> kernels.isFinite(d, 0, COUNT, 0.5)));
        SgdStep sgd = new SgdStep(0.1, 0.9, true, 1e-4, 0.5);
        all.add(new Kernel("sgd float", () -> kernels.sgd(sgd, f, f3, 0, f4, 0, COUNT)));
        all.add(new Kernel("sgd double", () -> kernels.sgd(sgd, d, d3, 0, d4, 0, COUNT)));
        AdamStep adam = AdamStep.of(1e-3, 0.9, 0.999, 1e-8, 0.01, 3, 0.5);
        all.add(new Kernel("adam float", () -> kernels.adam(adam, f, f2, f3, 0, f4, 0, COUNT)));
        all.add(new Kernel("adam double", () -> kernels.adam(adam, d, d2, d3, 0, d4, 0, COUNT)));
        return all.stream().map(kernel -> new Kernel(kernels.name() + " " + kernel.name(), kernel.call()));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void allocatesNothingForAnElement(Kernel kernel) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        // The first batches run in the interpreter and in quick compilers, which do make an object of each vector.
        long bytesPerCall = Long.MAX_VALUE;
        for (int batch = 0; batch < MOST_BATCHES && bytesPerCall >= MOST_BYTES; batch++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int i = 0; i < ROUNDS; i++) {
                kernel.call().run();
            }
            bytesPerCall = (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS;
        }
        assertThat(bytesPerCall).isLessThan(MOST_BYTES);
    }
}
