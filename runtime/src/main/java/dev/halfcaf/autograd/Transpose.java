package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Axis i of the result is axis {@code permutation.get(i)} of the operand. */
public record Transpose(List<Integer> permutation) implements Op {
    public Transpose {
        permutation = List.copyOf(permutation);
    }

    @Override
    public String name() {
        return "transpose";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        int[] sizes = permutation.stream().mapToInt(in.shape()::size).toArray();
        NdArray out = memory.allocate(in.dtype(), Shape.of(sizes));
        in.device().transpose(in, permutationArray(), out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        int[] inverse = new int[permutation.size()];
        for (int axis = 0; axis < inverse.length; axis++) {
            inverse[permutation.get(axis)] = axis;
        }
        return c.perInput(i -> c.movedGradient(i, out -> c.device().transpose(c.outputGradient(), inverse, out)));
    }

    @Override
    public boolean movesOnly() {
        return true;
    }

    private int[] permutationArray() {
        return permutation.stream().mapToInt(Integer::intValue).toArray();
    }
}
