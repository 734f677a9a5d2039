package dev.halfcaf.sample.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An array of bytes in the idx format of the MNIST data sets (LeCun, Cortes and Burges): a magic number that tells the
 * element type and the number of axes, the size of each axis, then the elements; integers are big-endian.
 *
 * @param sizes the size of each axis
 * @param elements the elements in row-major order, each an unsigned byte
 */
record IdxFile(int[] sizes, byte[] elements) {
    private static final int UNSIGNED_BYTE = 0x08;

    /**
     * Reads a file; one whose name ends in {@code .gz} is decompressed.
     *
     * @param axes the number of axes that the array must have
     * @throws InputException if the file can't be read, is damaged or is another kind of file
     */
    static IdxFile read(Path file, int axes) {
        try (InputStream raw = Files.newInputStream(file);
                DataInputStream in = new DataInputStream(decompressed(file, raw))) {
            requireMagic(file, in.readInt(), axes);
            int[] sizes = new int[axes];
            long count = 1;
            for (int axis = 0; axis < axes; axis++) {
                sizes[axis] = in.readInt();
                count = requireSize(file, count, sizes[axis]);
            }
            byte[] elements = in.readNBytes((int) count);
            if (elements.length < count) {
                throw new InputException(String.format(
                        Locale.ROOT,
                        "%s is damaged: it announces %,d bytes of data and has %,d.",
                        file,
                        count,
                        elements.length));
            }
            if (in.read() >= 0) {
                throw new InputException(String.format(
                        Locale.ROOT,
                        "%s is damaged: it goes on after the %,d bytes of data that it announces.",
                        file,
                        count));
            }
            return new IdxFile(sizes, elements);
        } catch (EOFException e) {
            throw new InputException(file + " is damaged: it ends too early.", e);
        } catch (ZipException e) {
            throw new InputException(file + " is damaged: it can't be decompressed.", e);
        } catch (AccessDeniedException e) {
            throw new InputException(file + " can't be read: access is denied.", e);
        } catch (IOException e) {
            throw new InputException(file + " can't be read: " + e.getMessage() + ".", e);
        }
    }

    private static InputStream decompressed(Path file, InputStream raw) throws IOException {
        return file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    }

    private static void requireMagic(Path file, int magic, int axes) {
        int expected = UNSIGNED_BYTE << 8 | axes;
        if (magic != expected) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s is no idx file of bytes with %d %s: it starts with 0x%08x, not with 0x%08x.",
                    file,
                    axes,
                    axes == 1 ? "axis" : "axes",
                    magic,
                    expected));
        }
    }

    /** The number of elements with one more axis; all of them have to fit in one array. */
    private static long requireSize(Path file, long count, int size) {
        long product = count * size;
        if (size <= 0 || product > Integer.MAX_VALUE - 8) {
            throw new InputException(
                    file + " is damaged: it announces an axis of " + Integer.toUnsignedString(size) + ".");
        }
        return product;
    }
}
