package dev.halfcaf.autograd;

import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/**
 * Each element becomes 0 with probability {@code rate}, else it is divided by {@code 1 - rate} (Srivastava et al.,
 * "Dropout", JMLR 2014, in its inverted form). Which ones, the seed says.
 */
public record Dropout(double rate, long seed) implements Op {
    @Override
    public String name() {
        return "dropout";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        NdArray out = memory.allocate(in.dtype(), in.shape());
        in.device().dropout(in, rate, seed, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> c.gradient(i, out -> c.device().dropout(c.outputGradient(), rate, seed, out)));
    }
}
