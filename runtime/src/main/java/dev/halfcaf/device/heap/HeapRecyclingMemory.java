package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.RecyclingMemory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Arrays in pools, one for each array type and length. A training step asks for the same ones every time, so from the
 * second step on nothing is allocated but the small objects around the arrays.
 */
final class HeapRecyclingMemory implements RecyclingMemory {
    /**
     * Rounds after which a pool that nothing was lent from is given up: shapes that come once must not stay for ever.
     */
    private static final int ROUNDS_KEPT = 100;

    private record PoolKey(Class<?> arrayType, int length) {}

    private static final class Pool {
        final List<Object> arrays = new ArrayList<>();
        int lent;
        long lastUsedRound;
    }

    private final Map<PoolKey, Pool> pools = new HashMap<>();
    private long round;
    private long bytesLent;

    @Override
    public NdArray allocate(Dtype dtype, Shape shape) {
        int elements = shape.elements();
        Object array = lend(dtype, elements);
        HeapStorage storage = new HeapStorage(dtype, elements, array, this, round);
        bytesLent += storage.bytes();
        return new NdArray(storage, shape);
    }

    private Object lend(Dtype dtype, int elements) {
        Pool pool = pools.computeIfAbsent(new PoolKey(arrayType(dtype), elements), key -> new Pool());
        if (pool.lent == pool.arrays.size()) {
            pool.arrays.add(HeapStorage.newArray(dtype, elements));
        }
        pool.lastUsedRound = round;
        return pool.arrays.get(pool.lent++);
    }

    private static Class<?> arrayType(Dtype dtype) {
        return switch (dtype) {
            case FLOAT16, BFLOAT16 -> short[].class;
            case FLOAT32 -> float[].class;
            case FLOAT64 -> double[].class;
            case INT32 -> int[].class;
            case INT64 -> long[].class;
            case BOOL -> boolean[].class;
        };
    }

    @Override
    public void recycle() {
        pools.values().removeIf(pool -> round - pool.lastUsedRound >= ROUNDS_KEPT);
        pools.values().forEach(pool -> pool.lent = 0);
        bytesLent = 0;
        round++;
    }

    /** The number of {@link #recycle} calls so far; what was lent in an earlier round is finished. */
    long round() {
        return round;
    }

    @Override
    public long bytesLent() {
        return bytesLent;
    }
}
