package dev.halfcaf.checkpoint;

import dev.halfcaf.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The content of a file in the safetensors format: named tensors, and some texts about them. For weights of another
 * program, whose names are not this model's: read them, and {@link dev.halfcaf.Variable#assign} them.
 *
 * @param tensors by name
 * @param metadata texts by name
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {

    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Reads a file. If it has a checksum, as files that {@link #write} wrote, its content is compared with that.
     *
     * @throws CheckpointException if it cannot be read, is no safetensors file, or not the one that was written
     */
    public static Safetensors read(Path file) {
        String name = file.toString();
        if (Files.notExists(file)) {
            throw new CheckpointException(name, "there is no such file.");
        }
        // Opening a pipe would wait for its writer.
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CheckpointException(name, "is " + (Files.isDirectory(file) ? "a directory" : "no file") + ".");
        }
        Safetensors read;
        try (RandomAccessFile in = WholeFile.open(file, "r")) {
            read = read(in, name);
        } catch (EOFException e) {
            throw new CheckpointException(name, "became shorter while it was read.", e);
        } catch (IOException e) {
            throw CheckpointException.refused(file, "cannot be read", e);
        }
        read.requireChecksum(name);
        return read;
    }

    private static Safetensors read(RandomAccessFile in, String file) throws IOException {
        long size = in.length();
        if (size < Long.BYTES) {
            throw new CheckpointException(file, "is no safetensors file: it has only " + size + " bytes.");
        }
        byte[] start = new byte[Long.BYTES];
        in.readFully(start);
        long headerBytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        long rest = size - Long.BYTES;
        // Nothing is allocated by what a file claims, only by what it has.
        if (headerBytes < 0 || headerBytes > rest || headerBytes > HeaderWriter.LONGEST) {
            throw new CheckpointException(
                    file,
                    "is cut off or no safetensors file: its header would have " + Long.toUnsignedString(headerBytes)
                            + " bytes, "
                            + (headerBytes < 0 || headerBytes > rest
                                    ? "and the file has " + rest + " more."
                                    : "more than the " + HeaderWriter.LONGEST + " of the format."));
        }
        byte[] json = new byte[(int) headerBytes];
        in.readFully(json);
        Header header = HeaderReader.read(json, file).inOrderOf(rest - headerBytes, file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Header.Entry entry : header.entries()) {
            tensors.put(entry.name(), TensorBytes.read(in, entry, file));
        }
        return new Safetensors(tensors, header.metadata());
    }

    private void requireChecksum(String file) {
        String saved = metadata.get(Checksum.KEY);
        if (saved == null) {
            return;
        }
        String found = Checksum.of(tensors, metadata);
        if (!saved.equals(found)) {
            throw new CheckpointException(
                    file,
                    "the content is not what was written: its checksum is " + found + ", and the file says " + saved
                            + ". A program that changes tensors must leave out the metadata '" + Checksum.KEY + "'.");
        }
    }

    /**
     * Writes a file, with a checksum in its metadata. At every moment the old or the new file is whole in its place: the
     * bytes go to a temporary file in the same directory, and that takes its place once they are on the disk. Of two
     * writers at once, one may get an error.
     *
     * @throws CheckpointException if it cannot be written; then the old file is as it was
     */
    public void write(Path file) {
        Map<String, String> texts = new LinkedHashMap<>(metadata);
        texts.put(Checksum.KEY, Checksum.of(tensors, metadata));
        Header header = Header.layOut(tensors, texts);
        byte[] headerBytes = HeaderWriter.bytes(header, file.toString());
        WholeFile.write(file, out -> {
            out.write(headerBytes);
            for (Header.Entry entry : header.entries()) {
                TensorBytes.write(
                        Objects.requireNonNull(tensors.get(entry.name())),
                        (bytes, count) -> out.write(bytes, 0, count));
            }
        });
    }
}
