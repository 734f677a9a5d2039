package dev.halfcaf.device.heap;

import dev.halfcaf.Shape;

/**
 * The lines of an array along one axis: {@code count} of them, each of {@code length} elements, {@code step} apart.
 * They are numbered in row-major order of the other axes.
 */
record Lines(int count, int length, int step) {
    static Lines along(Shape shape, int axis) {
        int step = 1;
        for (int inner = axis + 1; inner < shape.rank(); inner++) {
            step *= shape.size(inner);
        }
        int count = step;
        for (int outer = 0; outer < axis; outer++) {
            count *= shape.size(outer);
        }
        return new Lines(count, shape.size(axis), step);
    }

    /** The index of the first element of a line. */
    int first(int line) {
        return line / step * step * length + line % step;
    }

    /** Reads a line of floating numbers. */
    void read(HeapStorage source, int line, double[] out) {
        int first = first(line);
        if (step == 1) {
            source.read(first, out, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            out[i] = source.readDouble(first + i * step);
        }
    }

    /** Writes a line of floating numbers, each rounded once. */
    void write(HeapStorage result, int line, double[] in) {
        int first = first(line);
        if (step == 1) {
            result.write(first, in, 0, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            result.write(first + i * step, in, i, 1);
        }
    }
}
