package dev.halfcaf.report;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * What TensorBoard's event files are made of: the fields of {@code event.proto} and {@code summary.proto}, and the framing of a
 * TFRecord file: the length, its checksum, the bytes, and theirs.
 */
final class EventFormat {
    // Event
    static final int WALL_TIME = 1;
    static final int STEP = 2;
    static final int FILE_VERSION = 3;
    static final int SUMMARY = 5;
    static final int SESSION_LOG = 7;
    // Summary
    static final int VALUE = 1;
    // Summary.Value
    static final int TAG = 1;
    static final int SIMPLE_VALUE = 2;
    // SessionLog
    static final int STATUS = 1;
    static final int START = 1;

    /** A file that is cut off or damaged is not mistaken for one that contains its own checksums. */
    private static final int MASK = 0xa282ead8;

    private EventFormat() {}

    static byte[] framed(byte[] event) {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        length.putLong(0, event.length);
        return ByteBuffer.allocate(Long.BYTES + event.length + 2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(length.array())
                .putInt(maskedChecksum(length.array()))
                .put(event)
                .putInt(maskedChecksum(event))
                .array();
    }

    static int maskedChecksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Integer.rotateRight((int) checksum.getValue(), 15) + MASK;
    }
}
