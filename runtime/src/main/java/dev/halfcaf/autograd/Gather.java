package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of a table by their ids: the lookup of an embedding. A row taken twice gets both gradients. */
public record Gather() implements Op {
    @Override
    public String name() {
        return "gather";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray table = inputs[0];
        NdArray ids = inputs[1];
        NdArray out = memory.allocate(table.dtype(), rows(table.shape(), ids.shape()));
        table.device().gather(table, ids, out);
        return out;
    }

    /** The ids' axes, then those of one row. */
    private static Shape rows(Shape table, Shape ids) {
        int[] sizes = Arrays.copyOf(ids.toArray(), ids.rank() + table.rank() - 1);
        System.arraycopy(table.toArray(), 1, sizes, ids.rank(), table.rank() - 1);
        return Shape.of(sizes);
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i ->
                i == 1 ? null : c.gradient(i, out -> c.device().scatterAdd(c.outputGradient(), c.input(1), out)));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }
}
