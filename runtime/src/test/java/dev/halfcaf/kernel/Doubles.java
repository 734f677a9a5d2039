package dev.halfcaf.kernel;

import dev.halfcaf.Dtype;

/** A {@code double[]} as kernels see a matrix's elements. */
record Doubles(double[] array) implements Numbers {
    @Override
    public Dtype dtype() {
        return Dtype.FLOAT64;
    }

    @Override
    public short[] halves() {
        throw new UnsupportedOperationException();
    }

    @Override
    public float[] floats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void read(int from, float[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = (float) array[from + i];
        }
    }

    @Override
    public void read(int from, double[] out, int outFrom, int count) {
        System.arraycopy(array, from, out, outFrom, count);
    }

    @Override
    public void write(int to, float[] in, int inFrom, int count) {
        for (int i = 0; i < count; i++) {
            array[to + i] = in[inFrom + i];
        }
    }

    @Override
    public void write(int to, double[] in, int inFrom, int count) {
        System.arraycopy(in, inFrom, array, to, count);
    }
}
