package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An elementwise comparison, with broadcasting. The result is bool. */
public record Compare(ComparisonOp comparison) implements Op {
    @Override
    public String name() {
        return comparison.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray a = inputs[0];
        NdArray b = inputs[1];
        NdArray out = memory.allocate(Dtype.BOOL, a.shape().broadcast(b.shape()));
        a.device().compare(comparison, a, b, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return new NdArray[2];
    }

    @Override
    public boolean isDifferentiable() {
        return false;
    }
}
