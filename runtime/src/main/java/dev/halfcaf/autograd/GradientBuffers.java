package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The memory of a model's gradients. They outlive the tape that computed them, so they are not lent for a step like
 * intermediates: an array is lent again only when it was given back. Safe for use by several threads.
 */
public final class GradientBuffers implements Memory {
    private record Kind(Dtype dtype, Shape shape) {}

    private final Device device;
    private final Map<Kind, Deque<NdArray>> free = new HashMap<>();

    /** No arrays yet. */
    public GradientBuffers(Device device) {
        this.device = device;
    }

    @Override
    public synchronized NdArray allocate(Dtype dtype, Shape shape) {
        Deque<NdArray> arrays = free.get(new Kind(dtype, shape));
        NdArray again = arrays == null ? null : arrays.poll();
        return again == null ? new FreshMemory(device).allocate(dtype, shape) : again;
    }

    /** Takes an array that nobody reads any more. */
    public synchronized void giveBack(NdArray array) {
        free.computeIfAbsent(new Kind(array.dtype(), array.shape()), kind -> new ArrayDeque<>())
                .push(array);
    }
}
