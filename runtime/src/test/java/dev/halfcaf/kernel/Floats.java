package dev.halfcaf.kernel;

import dev.halfcaf.Dtype;

/** A {@code float[]} as kernels see a matrix's elements. */
record Floats(float[] array) implements Numbers {
    @Override
    public Dtype dtype() {
        return Dtype.FLOAT32;
    }

    @Override
    public short[] halves() {
        throw new UnsupportedOperationException();
    }

    @Override
    public float[] floats() {
        return array;
    }

    @Override
    public void read(int from, float[] out, int outFrom, int count) {
        System.arraycopy(array, from, out, outFrom, count);
    }

    @Override
    public void read(int from, double[] out, int outFrom, int count) {
        for (int i = 0; i < count; i++) {
            out[outFrom + i] = array[from + i];
        }
    }

    @Override
    public void write(int to, float[] in, int inFrom, int count) {
        System.arraycopy(in, inFrom, array, to, count);
    }

    @Override
    public void write(int to, double[] in, int inFrom, int count) {
        for (int i = 0; i < count; i++) {
            array[to + i] = (float) in[inFrom + i];
        }
    }
}
