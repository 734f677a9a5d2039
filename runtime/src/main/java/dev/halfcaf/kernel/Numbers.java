package dev.halfcaf.kernel;

import dev.halfcaf.Dtype;

/** An array of floating numbers in some format, which can be read, and written with one rounding, as another format. */
public interface Numbers {
    /** The format: a floating dtype. */
    Dtype dtype();

    /** Whether they stand in an array; else they are made when they are read, and there is no array to ask for. */
    default boolean isArray() {
        return true;
    }

    /** The array itself, where the format is float16 or bfloat16. */
    short[] halves();

    /** The array itself, where the format is float32. */
    float[] floats();

    /** Reads {@code count} numbers from index {@code from} on into {@code out}, rounded to float once. */
    void read(int from, float[] out, int outFrom, int count);

    /** Reads {@code count} numbers from index {@code from} on into {@code out}. */
    void read(int from, double[] out, int outFrom, int count);

    /** Writes {@code count} numbers to index {@code to} and after, each rounded once, to nearest even. */
    void write(int to, float[] in, int inFrom, int count);

    /** Writes {@code count} numbers to index {@code to} and after, each rounded once, to nearest even. */
    void write(int to, double[] in, int inFrom, int count);
}
