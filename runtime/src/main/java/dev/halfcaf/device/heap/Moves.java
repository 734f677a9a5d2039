package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.NdArray;
import java.util.Arrays;

/** Filling, converting and moving elements. */
final class Moves {
    /** Elements of a row that are transposed together. */
    private static final int TILE = 16;

    private Moves() {}

    static void fill(double value, NdArray out) {
        HeapStorage result = HeapDevice.storage(out);
        if (out.elements() == 0) {
            return;
        }
        // One element is converted; then as much as is there is copied behind itself.
        result.write(0, new double[] {value}, 0, 1);
        for (int filled = 1; filled < out.elements(); ) {
            int count = Math.min(filled, out.elements() - filled);
            result.copyFrom(result, 0, 1, filled, count);
            filled += count;
        }
    }

    static void arange(double start, double step, NdArray out) {
        HeapStorage result = HeapDevice.storage(out);
        boolean floating = out.dtype().isFloating();
        for (int position = 0; position < out.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, out.elements() - position);
            if (floating) {
                double[] block = Blocks.ofThisThread().doubles(0);
                for (int i = 0; i < count; i++) {
                    block[i] = start + (position + i) * step;
                }
                result.write(position, block, 0, count);
            } else {
                long[] block = Blocks.ofThisThread().longs(0);
                for (int i = 0; i < count; i++) {
                    block[i] = (long) start + (position + i) * (long) step;
                }
                result.write(position, block, 0, count);
            }
        }
    }

    static void cast(NdArray in, NdArray out) {
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        if (in.dtype() == out.dtype()) {
            result.copyFrom(source, 0, 1, 0, out.elements());
        } else if (in.dtype() == Dtype.FLOAT32 && out.dtype().isFloating()) {
            result.write(0, source.floats(), 0, out.elements());
        } else if (out.dtype() == Dtype.FLOAT32 && in.dtype().isFloating()) {
            source.read(0, result.floats(), 0, out.elements());
        } else {
            castByBlocks(source, result, out.elements());
        }
    }

    private static void castByBlocks(HeapStorage source, HeapStorage result, int elements) {
        boolean fromFloating = source.dtype().isFloating();
        for (int position = 0; position < elements; position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, elements - position);
            if (fromFloating) {
                double[] block = Blocks.ofThisThread().doubles(0);
                source.read(position, block, 0, count);
                result.write(position, block, 0, count);
            } else {
                long[] block = Blocks.ofThisThread().longs(0);
                source.read(position, block, 0, count);
                result.write(position, block, 0, count);
            }
        }
    }

    static void transpose(NdArray in, int[] permutation, NdArray out) {
        int[] inStrides = StridedIndex.rowMajorStrides(in.shape().toArray());
        int[] strides = Arrays.stream(permutation).map(axis -> inStrides[axis]).toArray();
        StridedIndex index = new StridedIndex(out.shape().toArray(), strides);
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        int rows = index.contiguousRows();
        for (int position = 0; position < out.elements(); ) {
            int run = index.run();
            if (rows > 1) {
                transposeMatrix(source, index.index(), index.step(), rows, run, result, position);
            } else {
                result.copyFrom(source, index.index(), index.step(), position, run);
            }
            for (int row = 0; row < rows; row++) {
                index.advance(run);
            }
            position += rows * run;
        }
    }

    /**
     * Tile by tile: so the cache lines of one tile's columns stay where they are until all of each is used.
     *
     * @param step from one element of a result's row to the next in the source, where the rows' first ones are neighbours
     */
    private static void transposeMatrix(
            HeapStorage source, int from, int step, int rows, int columns, HeapStorage result, int to) {
        for (int column = 0; column < columns; column += TILE) {
            int count = Math.min(TILE, columns - column);
            for (int row = 0; row < rows; row++) {
                result.copyFrom(source, from + column * step + row, step, to + row * columns + column, count);
            }
        }
    }

    static void slice(NdArray in, int axis, int start, NdArray out) {
        int inner = elementsAfter(in, axis);
        int inRow = in.shape().size(axis) * inner;
        int outRow = out.shape().size(axis) * inner;
        copyRows(in, start * inner, inRow, out, 0, outRow, outRow);
    }

    static void place(NdArray in, int axis, int start, NdArray out) {
        int inner = elementsAfter(in, axis);
        int inRow = in.shape().size(axis) * inner;
        int outRow = out.shape().size(axis) * inner;
        copyRows(in, 0, inRow, out, start * inner, outRow, inRow);
    }

    private static int elementsAfter(NdArray array, int axis) {
        int elements = 1;
        for (int inner = axis + 1; inner < array.shape().rank(); inner++) {
            elements *= array.shape().size(inner);
        }
        return elements;
    }

    private static void copyRows(NdArray in, int inFrom, int inRow, NdArray out, int outFrom, int outRow, int count) {
        if (count == 0) {
            return;
        }
        HeapStorage source = HeapDevice.storage(in);
        HeapStorage result = HeapDevice.storage(out);
        int rows = in.elements() / inRow;
        for (int row = 0; row < rows; row++) {
            result.copyFrom(source, inFrom + row * inRow, 1, outFrom + row * outRow, count);
        }
    }

    static void gather(NdArray table, NdArray ids, NdArray out) {
        HeapStorage source = HeapDevice.storage(table);
        HeapStorage result = HeapDevice.storage(out);
        int rows = table.shape().size(0);
        int rowLength = elementsAfter(table, 0);
        for (int i = 0; i < ids.elements(); i++) {
            int row = row(ids, i, rows);
            result.copyFrom(source, row * rowLength, 1, i * rowLength, rowLength);
        }
    }

    static void scatterAdd(NdArray rows, NdArray ids, NdArray out) {
        if (Format.of(rows, out) == Format.DOUBLE) {
            scatterAddInDouble(rows, ids, out);
        } else {
            scatterAddInFloat(rows, ids, out);
        }
    }

    private static void scatterAddInFloat(NdArray rows, NdArray ids, NdArray out) {
        HeapStorage source = HeapDevice.storage(rows);
        HeapStorage result = HeapDevice.storage(out);
        boolean direct = out.dtype() == Dtype.FLOAT32;
        // A half result is summed in float32 and rounded once.
        float[] sums = direct ? result.floats() : new float[out.elements()];
        Arrays.fill(sums, 0, out.elements(), 0f);
        int rowLength = elementsAfter(out, 0);
        float[] block = Blocks.ofThisThread().floats(0);
        for (int i = 0; i < ids.elements(); i++) {
            int to = row(ids, i, out.shape().size(0)) * rowLength;
            for (int done = 0; done < rowLength; done += Blocks.LENGTH) {
                int count = Math.min(Blocks.LENGTH, rowLength - done);
                source.read(i * rowLength + done, block, 0, count);
                for (int j = 0; j < count; j++) {
                    sums[to + done + j] += block[j];
                }
            }
        }
        if (!direct) {
            result.write(0, sums, 0, out.elements());
        }
    }

    private static void scatterAddInDouble(NdArray rows, NdArray ids, NdArray out) {
        HeapStorage source = HeapDevice.storage(rows);
        HeapStorage result = HeapDevice.storage(out);
        boolean direct = out.dtype() == Dtype.FLOAT64;
        double[] sums = direct ? result.doubles() : new double[out.elements()];
        Arrays.fill(sums, 0, out.elements(), 0.0);
        int rowLength = elementsAfter(out, 0);
        double[] block = Blocks.ofThisThread().doubles(0);
        for (int i = 0; i < ids.elements(); i++) {
            int to = row(ids, i, out.shape().size(0)) * rowLength;
            for (int done = 0; done < rowLength; done += Blocks.LENGTH) {
                int count = Math.min(Blocks.LENGTH, rowLength - done);
                source.read(i * rowLength + done, block, 0, count);
                for (int j = 0; j < count; j++) {
                    sums[to + done + j] += block[j];
                }
            }
        }
        if (!direct) {
            result.write(0, sums, 0, out.elements());
        }
    }

    private static int row(NdArray ids, int i, int rows) {
        long id = HeapDevice.storage(ids).readLong(i);
        if (id < 0 || id >= rows) {
            throw new IndexOutOfBoundsException(
                    "Id " + id + " at place " + i + " of the ids is outside the table, which has " + rows + " rows.");
        }
        return (int) id;
    }
}
