package dev.halfcaf.checkpoint;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What stands at the front of a safetensors file: which tensor lies where in the data behind it.
 *
 * @param entries in the order of the data
 */
record Header(Map<String, String> metadata, List<Entry> entries) {

    /**
     * One tensor.
     *
     * @param begin its first byte, counted from the start of the data
     * @param end the byte behind its last
     */
    record Entry(String name, Dtype dtype, Shape shape, long begin, long end) {}

    /**
     * The tensors laid one behind another. The format allows no gaps between them, so those with the widest elements come
     * first: then each begins at a multiple of the size of its elements.
     */
    static Header layOut(Map<String, Tensor> tensors, Map<String, String> metadata) {
        List<Map.Entry<String, Tensor>> ordered = new ArrayList<>(tensors.entrySet());
        ordered.sort(Comparator.comparingInt((Map.Entry<String, Tensor> named) ->
                        -named.getValue().dtype().bytes())
                .thenComparing(Map.Entry::getKey));
        List<Entry> entries = new ArrayList<>();
        long end = 0;
        for (Map.Entry<String, Tensor> named : ordered) {
            Tensor tensor = named.getValue();
            long begin = end;
            end += (long) tensor.size() * tensor.dtype().bytes();
            entries.add(new Entry(named.getKey(), tensor.dtype(), tensor.shape(), begin, end));
        }
        return new Header(metadata, entries);
    }

    /**
     * This header with its tensors in the order of the data, which they fill without gap and overlap.
     *
     * @param dataBytes the bytes that the file has behind its header
     * @throws CheckpointException if they do not
     */
    Header inOrderOf(long dataBytes, String file) {
        List<Entry> ordered = new ArrayList<>(entries);
        // Of two tensors at one place, at most one has elements, and it must come last.
        ordered.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        long end = 0;
        String last = "";
        for (Entry entry : ordered) {
            requirePossible(entry, dataBytes, file);
            if (entry.begin() < end) {
                throw new CheckpointException(
                        file, "tensors '" + last + "' and '" + entry.name() + "' overlap in the file.");
            }
            requireNoGap(end, entry.begin(), file);
            end = entry.end();
            last = entry.name();
        }
        requireNoGap(end, dataBytes, file);
        return new Header(metadata, ordered);
    }

    private static void requirePossible(Entry entry, long dataBytes, String file) {
        if (entry.end() < entry.begin()) {
            throw new CheckpointException(
                    file,
                    "tensor '" + entry.name() + "' ends at byte " + entry.end() + ", before its begin at byte "
                            + entry.begin() + ".");
        }
        long needed = (long) entry.shape().elements() * entry.dtype().bytes();
        if (entry.end() - entry.begin() != needed) {
            throw new CheckpointException(
                    file,
                    "tensor '" + entry.name() + "', " + entry.dtype() + " of shape " + entry.shape() + ", needs "
                            + needed + " bytes; the header gives it " + (entry.end() - entry.begin()) + ".");
        }
        if (entry.end() > dataBytes) {
            throw new CheckpointException(
                    file,
                    "tensor '" + entry.name() + "' ends at byte " + entry.end() + " of the data, and the file has only "
                            + dataBytes + ": it is cut off.");
        }
    }

    private static void requireNoGap(long from, long to, String file) {
        if (from != to) {
            throw new CheckpointException(
                    file, "bytes " + from + " to " + (to - 1) + " of the data belong to no tensor.");
        }
    }
}
