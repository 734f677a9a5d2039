package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Window;
import dev.halfcaf.kernel.Numbers;
import java.util.Arrays;

/**
 * What a convolution's window sees, as a matrix that is nowhere in memory: row r is the patch of output pixel {@code
 * firstRow + r} over the whole batch, its columns are the taps by rows, each with its channels. A matrix product reads
 * blocks of it while it packs them, so im2col costs no memory beside those blocks. May be read by several threads.
 */
final class Patches implements Numbers {
    private final HeapStorage image;
    private final Window window;
    private final int height;
    private final int channels;
    private final int lineLength;
    private final int outHeight;
    private final int outWidth;
    private final int firstRow;
    private final int columns;
    /** Elements of a patch that follow one another in the image: all taps of a row, or one where taps are dilated. */
    private final int segment;

    Patches(HeapStorage image, Shape imageShape, Window window, Shape outShape, int firstRow) {
        this.image = image;
        this.window = window;
        this.height = imageShape.size(1);
        this.channels = imageShape.size(3);
        this.lineLength = imageShape.size(2) * channels;
        this.outHeight = outShape.size(1);
        this.outWidth = outShape.size(2);
        this.firstRow = firstRow;
        this.columns = window.height() * window.width() * channels;
        this.segment = window.dilationWidth() == 1 ? window.width() * channels : channels;
    }

    @Override
    public Dtype dtype() {
        return image.dtype();
    }

    @Override
    public boolean isArray() {
        return false;
    }

    @Override
    public short[] halves() {
        throw noArray();
    }

    @Override
    public float[] floats() {
        throw noArray();
    }

    private static UnsupportedOperationException noArray() {
        return new UnsupportedOperationException("Patches stand in no array.");
    }

    @Override
    public void read(int from, float[] out, int outFrom, int count) {
        int row = firstRow + from / columns;
        int column = from % columns;
        for (int done = 0; done < count; ) {
            int run = Math.min(segment - column % segment, count - done);
            int line = lineStart(row, column);
            int first = placeInLine(row, column);
            int before = line < 0 ? run : Math.min(Math.max(-first, 0), run);
            int inside = line < 0 ? 0 : Math.max(Math.min(lineLength - first, run) - before, 0);
            int to = outFrom + done;
            Arrays.fill(out, to, to + before, 0);
            if (inside > 0) {
                image.read(line + first + before, out, to + before, inside);
            }
            Arrays.fill(out, to + before + inside, to + run, 0);
            done += run;
            column += run;
            if (column == columns) {
                column = 0;
                row++;
            }
        }
    }

    @Override
    public void read(int from, double[] out, int outFrom, int count) {
        int row = firstRow + from / columns;
        int column = from % columns;
        for (int done = 0; done < count; ) {
            int run = Math.min(segment - column % segment, count - done);
            int line = lineStart(row, column);
            int first = placeInLine(row, column);
            int before = line < 0 ? run : Math.min(Math.max(-first, 0), run);
            int inside = line < 0 ? 0 : Math.max(Math.min(lineLength - first, run) - before, 0);
            int to = outFrom + done;
            Arrays.fill(out, to, to + before, 0);
            if (inside > 0) {
                image.read(line + first + before, out, to + before, inside);
            }
            Arrays.fill(out, to + before + inside, to + run, 0);
            done += run;
            column += run;
            if (column == columns) {
                column = 0;
                row++;
            }
        }
    }

    /** Where the image's line under this element starts; -1 where that is above or below the image. */
    private int lineStart(int row, int column) {
        int tapRow = column / (window.width() * channels);
        int y = row / outWidth % outHeight * window.strideHeight() - window.top() + tapRow * window.dilationHeight();
        if (y < 0 || y >= height) {
            return -1;
        }
        return (row / outWidth / outHeight * height + y) * lineLength;
    }

    /** The element's place in its line; negative, or beyond the line's end, left and right of the image. */
    private int placeInLine(int row, int column) {
        int inTapRow = column % (window.width() * channels);
        int tap = inTapRow / channels;
        int x = row % outWidth * window.strideWidth() - window.left() + tap * window.dilationWidth();
        return x * channels + inTapRow % channels;
    }

    @Override
    public void write(int to, float[] in, int inFrom, int count) {
        throw new UnsupportedOperationException("Patches are read only.");
    }

    @Override
    public void write(int to, double[] in, int inFrom, int count) {
        throw new UnsupportedOperationException("Patches are read only.");
    }
}
