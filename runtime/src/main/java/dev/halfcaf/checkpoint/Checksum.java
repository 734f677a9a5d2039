package dev.halfcaf.checkpoint;

import dev.halfcaf.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A CRC-32C of what a file says: its metadata and its tensors, by name. The order of tensors in the file and the spaces
 * in its header do not count, so other tools may lay a file out anew.
 */
final class Checksum {
    /** The metadata in which it stands. */
    static final String KEY = "halfcaf.checksum";

    private final CRC32C crc = new CRC32C();

    private Checksum() {}

    /** For example {@code crc32c:0a1b2c3d}. */
    static String of(Map<String, Tensor> tensors, Map<String, String> metadata) {
        Checksum sum = new Checksum();
        new TreeMap<>(metadata).forEach((key, value) -> {
            if (!key.equals(KEY)) {
                sum.add(key);
                sum.add(value);
            }
        });
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            sum.add(name);
            sum.add(DtypeCode.of(tensor.dtype()) + tensor.shape());
            sum.add(TensorBytes.checksum(tensor));
        });
        return String.format("crc32c:%08x", sum.crc.getValue());
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        crc.update(bytes);
    }

    private void add(long number) {
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    }
}
