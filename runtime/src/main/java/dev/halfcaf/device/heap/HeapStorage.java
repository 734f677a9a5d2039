package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.Storage;
import dev.halfcaf.kernel.BFloat16;
import dev.halfcaf.kernel.Float16;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;
import dev.halfcaf.kernel.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Elements in a Java array: {@code short[]} for the half dtypes, {@code float[]}, {@code double[]}, {@code int[]},
 * {@code long[]}, {@code boolean[]}.
 *
 * <p>Its one duty beside holding the array is to read and write it in the formats that ops compute in: float, double,
 * and long for integers and bool.
 */
final class HeapStorage implements Storage, Numbers {
    private static final Kernels KERNELS = KernelSet.CHOSEN;

    private final Dtype dtype;
    private final int elements;
    private final Object array;
    private final @Nullable HeapRecyclingMemory lender;
    private final long lentInRound;

    /** Storage that lives until the garbage collector takes it. */
    HeapStorage(Dtype dtype, int elements) {
        this(dtype, elements, newArray(dtype, elements), null, 0);
    }

    /** Storage over a lent array, alive until the lender's round ends. */
    HeapStorage(Dtype dtype, int elements, Object array, @Nullable HeapRecyclingMemory lender, long lentInRound) {
        this.dtype = dtype;
        this.elements = elements;
        this.array = array;
        this.lender = lender;
        this.lentInRound = lentInRound;
    }

    static Object newArray(Dtype dtype, int elements) {
        return switch (dtype) {
            case FLOAT16, BFLOAT16 -> new short[elements];
            case FLOAT32 -> new float[elements];
            case FLOAT64 -> new double[elements];
            case INT32 -> new int[elements];
            case INT64 -> new long[elements];
            case BOOL -> new boolean[elements];
        };
    }

    @Override
    public Device device() {
        return HeapDevice.instance();
    }

    @Override
    public Dtype dtype() {
        return dtype;
    }

    @Override
    public int elements() {
        return elements;
    }

    /**
     * The Java array.
     *
     * @throws IllegalStateException if this was lent for a training step that is finished
     */
    Object array() {
        if (lender != null && lender.round() != lentInRound) {
            throw new IllegalStateException(
                    "This tensor is an intermediate of a finished training step, whose memory has been reused."
                            + " Copy what you need before the step ends.");
        }
        return array;
    }

    @Override
    public short[] halves() {
        return (short[]) array();
    }

    @Override
    public float[] floats() {
        return (float[]) array();
    }

    double[] doubles() {
        return (double[]) array();
    }

    int[] ints() {
        return (int[]) array();
    }

    long[] longs() {
        return (long[]) array();
    }

    boolean[] booleans() {
        return (boolean[]) array();
    }

    // ---- reading

    @Override
    public void read(int from, float[] out, int outFrom, int count) {
        switch (dtype) {
            case FLOAT16 -> KERNELS.float16ToFloat(halves(), from, out, outFrom, count);
            case BFLOAT16 -> KERNELS.bfloat16ToFloat(halves(), from, out, outFrom, count);
            case FLOAT32 -> System.arraycopy(floats(), from, out, outFrom, count);
            case FLOAT64 -> KERNELS.doubleToFloat(doubles(), from, out, outFrom, count);
            case INT32, INT64, BOOL -> throw notFloating();
        }
    }

    @Override
    public void read(int from, double[] out, int outFrom, int count) {
        switch (dtype) {
            case FLOAT16 -> KERNELS.float16ToDouble(halves(), from, out, outFrom, count);
            case BFLOAT16 -> KERNELS.bfloat16ToDouble(halves(), from, out, outFrom, count);
            case FLOAT32 -> KERNELS.floatToDouble(floats(), from, out, outFrom, count);
            case FLOAT64 -> System.arraycopy(doubles(), from, out, outFrom, count);
            case INT32, INT64, BOOL -> throw notFloating();
        }
    }

    /** Reads integers; true is 1. */
    void read(int from, long[] out, int outFrom, int count) {
        switch (dtype) {
            case INT32 -> {
                int[] in = ints();
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = in[from + i];
                }
            }
            case INT64 -> System.arraycopy(longs(), from, out, outFrom, count);
            case BOOL -> {
                boolean[] in = booleans();
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = in[from + i] ? 1 : 0;
                }
            }
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
                throw new IllegalArgumentException("Integers are needed; this is " + dtype + ".");
        }
    }

    /** The floating element at an index. */
    double readDouble(int index) {
        return switch (dtype) {
            case FLOAT16 -> Float16.toDouble(halves()[index]);
            case BFLOAT16 -> BFloat16.toDouble(halves()[index]);
            case FLOAT32 -> floats()[index];
            case FLOAT64 -> doubles()[index];
            case INT32, INT64, BOOL -> throw notFloating();
        };
    }

    /** The integer at an index; true is 1. */
    long readLong(int index) {
        return switch (dtype) {
            case INT32 -> ints()[index];
            case INT64 -> longs()[index];
            case BOOL -> booleans()[index] ? 1 : 0;
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 ->
                throw new IllegalArgumentException("Integers are needed; this is " + dtype + ".");
        };
    }

    private IllegalArgumentException notFloating() {
        return new IllegalArgumentException("Floating numbers are needed; this is " + dtype + ".");
    }

    // ---- writing

    @Override
    public void write(int to, float[] in, int inFrom, int count) {
        switch (dtype) {
            case FLOAT16 -> KERNELS.floatToFloat16(in, inFrom, halves(), to, count);
            case BFLOAT16 -> KERNELS.floatToBfloat16(in, inFrom, halves(), to, count);
            case FLOAT32 -> System.arraycopy(in, inFrom, floats(), to, count);
            case FLOAT64 -> KERNELS.floatToDouble(in, inFrom, doubles(), to, count);
            case INT32, INT64, BOOL -> throw notFloating();
        }
    }

    /** Integer dtypes cut the fraction off and saturate, and NaN becomes 0; bool is {@code != 0}. */
    @Override
    public void write(int to, double[] in, int inFrom, int count) {
        switch (dtype) {
            case FLOAT16 -> KERNELS.doubleToFloat16(in, inFrom, halves(), to, count);
            case BFLOAT16 -> KERNELS.doubleToBfloat16(in, inFrom, halves(), to, count);
            case FLOAT32 -> KERNELS.doubleToFloat(in, inFrom, floats(), to, count);
            case FLOAT64 -> System.arraycopy(in, inFrom, doubles(), to, count);
            case INT32 -> {
                int[] out = ints();
                for (int i = 0; i < count; i++) {
                    out[to + i] = (int) in[inFrom + i];
                }
            }
            case INT64 -> {
                long[] out = longs();
                for (int i = 0; i < count; i++) {
                    out[to + i] = (long) in[inFrom + i];
                }
            }
            case BOOL -> {
                boolean[] out = booleans();
                for (int i = 0; i < count; i++) {
                    out[to + i] = in[inFrom + i] != 0;
                }
            }
        }
    }

    /** Floating dtypes round once; int32 keeps the lower 32 bits, as Java's cast does; bool is {@code != 0}. */
    void write(int to, long[] in, int inFrom, int count) {
        switch (dtype) {
            case FLOAT16 -> {
                // Beyond 2^53, where a long is not exact in double, every float16 is infinite anyway.
                short[] out = halves();
                for (int i = 0; i < count; i++) {
                    out[to + i] = Float16.fromDouble((double) in[inFrom + i]);
                }
            }
            case BFLOAT16 -> {
                short[] out = halves();
                for (int i = 0; i < count; i++) {
                    out[to + i] = BFloat16.fromLong(in[inFrom + i]);
                }
            }
            case FLOAT32 -> {
                float[] out = floats();
                for (int i = 0; i < count; i++) {
                    out[to + i] = in[inFrom + i];
                }
            }
            case FLOAT64 -> {
                double[] out = doubles();
                for (int i = 0; i < count; i++) {
                    out[to + i] = in[inFrom + i];
                }
            }
            case INT32 -> {
                int[] out = ints();
                for (int i = 0; i < count; i++) {
                    out[to + i] = (int) in[inFrom + i];
                }
            }
            case INT64 -> System.arraycopy(in, inFrom, longs(), to, count);
            case BOOL -> {
                boolean[] out = booleans();
                for (int i = 0; i < count; i++) {
                    out[to + i] = in[inFrom + i] != 0;
                }
            }
        }
    }

    // ---- moving

    /**
     * Copies elements of the same dtype, {@code count} of them, {@code inStep} apart in {@code in}, to consecutive
     * places here.
     */
    void copyFrom(HeapStorage in, int inFrom, int inStep, int to, int count) {
        if (inStep == 1) {
            System.arraycopy(in.array(), inFrom, array(), to, count);
            return;
        }
        switch (dtype) {
            case FLOAT16, BFLOAT16 -> {
                short[] source = in.halves();
                short[] target = halves();
                for (int i = 0; i < count; i++) {
                    target[to + i] = source[inFrom + i * inStep];
                }
            }
            case FLOAT32 -> {
                float[] source = in.floats();
                float[] target = floats();
                for (int i = 0; i < count; i++) {
                    target[to + i] = source[inFrom + i * inStep];
                }
            }
            case FLOAT64 -> {
                double[] source = in.doubles();
                double[] target = doubles();
                for (int i = 0; i < count; i++) {
                    target[to + i] = source[inFrom + i * inStep];
                }
            }
            case INT32 -> {
                int[] source = in.ints();
                int[] target = ints();
                for (int i = 0; i < count; i++) {
                    target[to + i] = source[inFrom + i * inStep];
                }
            }
            case INT64 -> {
                long[] source = in.longs();
                long[] target = longs();
                for (int i = 0; i < count; i++) {
                    target[to + i] = source[inFrom + i * inStep];
                }
            }
            case BOOL -> {
                boolean[] source = in.booleans();
                boolean[] target = booleans();
                for (int i = 0; i < count; i++) {
                    target[to + i] = source[inFrom + i * inStep];
                }
            }
        }
    }
}
