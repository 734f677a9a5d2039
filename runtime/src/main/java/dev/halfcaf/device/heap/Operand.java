package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import java.util.Arrays;

/**
 * An operand as an elementwise op wants it: block by block in the order of the result, repeated where it is broadcast,
 * in the format that the op computes in. Where the array already is all that, the block is a part of the array itself.
 */
final class Operand {
    private final HeapStorage storage;
    private final StridedIndex index;
    private final int slot;
    private int from;

    /** @param slot which of the thread's {@link Blocks} may be used; different for each operand of an op */
    Operand(NdArray array, Shape result, int slot) {
        this.storage = HeapDevice.storage(array);
        this.index = StridedIndex.broadcast(array.shape(), result);
        this.slot = slot;
    }

    /** Where the block starts in the array that was returned last. */
    int from() {
        return from;
    }

    /** The elements at {@code count} positions of the result, at most a block. */
    float[] floats(int position, int count) {
        index.seek(position);
        if (inPlace(Dtype.FLOAT32, count)) {
            from = index.index();
            return storage.floats();
        }
        from = 0;
        float[] block = Blocks.ofThisThread().floats(slot);
        for (int done = 0; done < count; ) {
            int run = Math.min(index.run(), count - done);
            if (index.step() == 1) {
                storage.read(index.index(), block, done, run);
            } else {
                storage.read(index.index(), block, done, 1);
                Arrays.fill(block, done, done + run, block[done]);
            }
            index.advance(run);
            done += run;
        }
        return block;
    }

    /** The elements at {@code count} positions of the result, at most a block. */
    double[] doubles(int position, int count) {
        index.seek(position);
        if (inPlace(Dtype.FLOAT64, count)) {
            from = index.index();
            return storage.doubles();
        }
        from = 0;
        double[] block = Blocks.ofThisThread().doubles(slot);
        for (int done = 0; done < count; ) {
            int run = Math.min(index.run(), count - done);
            if (index.step() == 1) {
                storage.read(index.index(), block, done, run);
            } else {
                storage.read(index.index(), block, done, 1);
                Arrays.fill(block, done, done + run, block[done]);
            }
            index.advance(run);
            done += run;
        }
        return block;
    }

    /** The elements at {@code count} positions of the result, at most a block. */
    long[] longs(int position, int count) {
        index.seek(position);
        if (inPlace(Dtype.INT64, count)) {
            from = index.index();
            return storage.longs();
        }
        from = 0;
        long[] block = Blocks.ofThisThread().longs(slot);
        for (int done = 0; done < count; ) {
            int run = Math.min(index.run(), count - done);
            if (index.step() == 1) {
                storage.read(index.index(), block, done, run);
            } else {
                storage.read(index.index(), block, done, 1);
                Arrays.fill(block, done, done + run, block[done]);
            }
            index.advance(run);
            done += run;
        }
        return block;
    }

    private boolean inPlace(Dtype format, int count) {
        return storage.dtype() == format && index.step() == 1 && index.run() >= count;
    }
}
