package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;

/** New memory for each array, which the garbage collector takes back: for results that belong to the caller. */
public record FreshMemory(Device device) implements Memory {
    @Override
    public NdArray allocate(Dtype dtype, Shape shape) {
        return new NdArray(device.allocate(dtype, shape.elements()), shape);
    }
}
