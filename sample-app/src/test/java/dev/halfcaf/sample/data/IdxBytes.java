package dev.halfcaf.sample.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes small idx files, whole and damaged. */
public final class IdxBytes {
    public static final int IMAGES = 0x803;
    public static final int LABELS = 0x801;

    private IdxBytes() {}

    /** A header of a magic number and sizes, then {@code elements} bytes: 0, 1, 2, 0, 1, 2 ... */
    public static byte[] of(int magic, int elements, int... sizes) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + elements);
        bytes.putInt(magic);
        for (int size : sizes) {
            bytes.putInt(size);
        }
        for (int i = 0; i < elements; i++) {
            bytes.put((byte) (i % 3));
        }
        return bytes.array();
    }

    /** The same, compressed. */
    public static byte[] compressed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Four files of 4x4 images in 3 classes: 30 to train on, compressed, and 6 to test on. */
    public static void writeFolder(Path folder) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), compressed(of(IMAGES, 30 * 16, 30, 4, 4)));
        Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), compressed(of(LABELS, 30, 30)));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), of(IMAGES, 6 * 16, 6, 4, 4));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), of(LABELS, 6, 6));
    }
}
