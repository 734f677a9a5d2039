package dev.halfcaf.checkpoint;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** The elements of tensors as little-endian bytes, a piece at a time. */
final class TensorBytes {
    private static final int PIECE = 1 << 16;

    /** Where pieces go. */
    interface Sink {
        void accept(byte[] bytes, int count) throws IOException;
    }

    /** Moves some elements between a Java array and the start of a buffer. */
    private interface Move {
        void run(ByteBuffer buffer, int from, int count);
    }

    private TensorBytes() {}

    static void write(Tensor tensor, Sink sink) throws IOException {
        Move move = reading(tensor);
        int width = tensor.dtype().bytes();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        int left = tensor.size();
        for (int from = 0; left > 0; ) {
            int count = Math.min(PIECE / width, left);
            move.run(buffer.clear(), from, count);
            sink.accept(buffer.array(), count * width);
            from += count;
            left -= count;
        }
    }

    /** The CRC-32C of a tensor's bytes. */
    static long checksum(Tensor tensor) {
        CRC32C crc = new CRC32C();
        try {
            write(tensor, (bytes, count) -> crc.update(bytes, 0, count));
        } catch (IOException e) {
            throw new AssertionError("This sink throws none", e);
        }
        return crc.getValue();
    }

    private static Move reading(Tensor tensor) {
        return switch (tensor.dtype()) {
            case FLOAT16 -> {
                short[] bits = tensor.toFloat16Bits();
                yield (buffer, from, count) -> buffer.asShortBuffer().put(bits, from, count);
            }
            case BFLOAT16 -> {
                short[] bits = tensor.toBFloat16Bits();
                yield (buffer, from, count) -> buffer.asShortBuffer().put(bits, from, count);
            }
            case FLOAT32 -> {
                float[] values = tensor.toFloatArray();
                yield (buffer, from, count) -> buffer.asFloatBuffer().put(values, from, count);
            }
            case FLOAT64 -> {
                double[] values = tensor.toDoubleArray();
                yield (buffer, from, count) -> buffer.asDoubleBuffer().put(values, from, count);
            }
            case INT32 -> {
                int[] values = tensor.toIntArray();
                yield (buffer, from, count) -> buffer.asIntBuffer().put(values, from, count);
            }
            case INT64 -> {
                long[] values = tensor.toLongArray();
                yield (buffer, from, count) -> buffer.asLongBuffer().put(values, from, count);
            }
            case BOOL -> {
                boolean[] values = tensor.toBooleanArray();
                yield (buffer, from, count) -> {
                    for (int i = 0; i < count; i++) {
                        buffer.put((byte) (values[from + i] ? 1 : 0));
                    }
                };
            }
        };
    }

    /**
     * Reads a tensor from where the file stands.
     *
     * @throws CheckpointException if a bool is neither 0 nor 1
     */
    static Tensor read(RandomAccessFile in, Header.Entry entry, String file) throws IOException {
        Shape shape = entry.shape();
        int elements = shape.elements();
        switch (entry.dtype()) {
            case FLOAT16 -> {
                short[] bits = new short[elements];
                read(in, entry, (buffer, from, count) -> buffer.asShortBuffer().get(bits, from, count));
                return Tensor.ofFloat16Bits(bits, shape);
            }
            case BFLOAT16 -> {
                short[] bits = new short[elements];
                read(in, entry, (buffer, from, count) -> buffer.asShortBuffer().get(bits, from, count));
                return Tensor.ofBFloat16Bits(bits, shape);
            }
            case FLOAT32 -> {
                float[] values = new float[elements];
                read(in, entry, (buffer, from, count) -> buffer.asFloatBuffer().get(values, from, count));
                return Tensor.of(values, shape);
            }
            case FLOAT64 -> {
                double[] values = new double[elements];
                read(in, entry, (buffer, from, count) -> buffer.asDoubleBuffer().get(values, from, count));
                return Tensor.of(values, shape);
            }
            case INT32 -> {
                int[] values = new int[elements];
                read(in, entry, (buffer, from, count) -> buffer.asIntBuffer().get(values, from, count));
                return Tensor.of(values, shape);
            }
            case INT64 -> {
                long[] values = new long[elements];
                read(in, entry, (buffer, from, count) -> buffer.asLongBuffer().get(values, from, count));
                return Tensor.of(values, shape);
            }
            case BOOL -> {
                boolean[] values = new boolean[elements];
                read(in, entry, (buffer, from, count) -> {
                    for (int i = 0; i < count; i++) {
                        values[from + i] = bool(buffer.get(), entry, file);
                    }
                });
                return Tensor.of(values, shape);
            }
        }
        throw new AssertionError(entry.dtype());
    }

    private static void read(RandomAccessFile in, Header.Entry entry, Move move) throws IOException {
        int width = entry.dtype().bytes();
        ByteBuffer buffer = ByteBuffer.allocate(PIECE).order(ByteOrder.LITTLE_ENDIAN);
        int left = entry.shape().elements();
        for (int from = 0; left > 0; ) {
            int count = Math.min(PIECE / width, left);
            in.readFully(buffer.array(), 0, count * width);
            move.run(buffer.clear(), from, count);
            from += count;
            left -= count;
        }
    }

    private static boolean bool(byte value, Header.Entry entry, String file) {
        if (value != 0 && value != 1) {
            throw new CheckpointException(
                    file, "tensor '" + entry.name() + "' has a bool that is " + (value & 0xff) + ", not 0 or 1.");
        }
        return value == 1;
    }
}
