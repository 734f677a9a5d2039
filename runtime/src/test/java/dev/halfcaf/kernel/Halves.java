package dev.halfcaf.kernel;

import dev.halfcaf.Dtype;

/** A {@code short[]} of float16 or bfloat16 as kernels see a matrix's elements. */
record Halves(Dtype dtype, short[] array) implements Numbers {
    @Override
    public short[] halves() {
        return array;
    }

    @Override
    public float[] floats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(int from, float[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            short bits = array[from + i];
            out[outFrom + i] = dtype == Dtype.FLOAT16 ? Float16.toFloat(bits) : BFloat16.toFloat(bits);
        }
    }

    @Override
    public void read(int from, double[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            short bits = array[from + i];
            out[outFrom + i] = dtype == Dtype.FLOAT16 ? Float16.toDouble(bits) : BFloat16.toDouble(bits);
        }
    }

    @Override
    public void write(int to, float[] in, int inFrom, int count) {
        for (int i = 0; i < count; i++) {
            float value = in[inFrom + i];
            array[to + i] = dtype == Dtype.FLOAT16 ? Float16.fromFloat(value) : BFloat16.fromFloat(value);
        }
    }

    @Override
    public void write(int to, double[] in, int inFrom, int count) {
        for (int i = 0; i < count; i++) {
            double value = in[inFrom + i];
            array[to + i] = dtype == Dtype.FLOAT16 ? Float16.fromDouble(value) : BFloat16.fromDouble(value);
        }
    }
}
