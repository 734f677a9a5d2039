package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** {@code x^p} for a constant p, which is not rounded to a half dtype; the derivative is {@code p * x^(p-1)}. */
public record Pow(double exponent) implements Op {
    @Override
    public String name() {
        return "pow";
    }

    @Override
    public NdArray forward(Memory memory, NdArray[] inputs) {
        NdArray in = inputs[0];
        Dtype wide = in.dtype().atLeastFloat32();
        NdArray p = memory.allocate(wide, Shape.scalar());
        in.device().fill(exponent, p);
        NdArray out = memory.allocate(in.dtype(), in.shape());
        in.device().binary(BinaryOp.POW, in, p, out);
        return out;
    }

    @Override
    public @Nullable NdArray[] backward(BackwardContext c) {
        return c.perInput(i -> exponent == 0
                ? null
                : c.gradient(i, out -> {
                    NdArray power = c.temporary(c.wide(), c.input(0).shape());
                    c.device().binary(BinaryOp.POW, c.input(0), c.constant(exponent - 1), power);
                    NdArray derivative = c.temporary(c.wide(), c.input(0).shape());
                    c.device().binary(BinaryOp.MUL, power, c.constant(exponent), derivative);
                    c.device().binary(BinaryOp.MUL, c.outputGradient(), derivative, out);
                }));
    }
}
