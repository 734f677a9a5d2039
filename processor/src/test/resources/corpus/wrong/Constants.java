package constants;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Attention extends Layer {
    static final double MASKED = -1e10;
    static final double EPSILON = 1e-12;

    public Tensor forward(Tensor scores, @Bool Tensor mask) {
        // error@80: [ConstantOverflow] full: -1e9 is -Infinity in float16
        //   Tensor.full(scores.shape(), -1e9, scores.dtyp... makes float16 (line 17)
        //   float16 holds numbers from -65504 to 65504.
        //   Fix: scores.dtype().lowest(), or Float.NEGATIVE_INFINITY
        Tensor masked = Tensor.where(mask, scores, Tensor.full(scores.shape(), -1e9, scores.dtype()));
        // error@35: [ConstantOverflow] add: MASKED (-1.0E10) is -Infinity in float16
        //   scores is float16: compute dtype of policy 'mixed_float16' (class Attention, line 7)
        //   float16 holds numbers from -65504 to 65504.
        //   Fix: scores.dtype().lowest()
        Tensor other = scores.add(MASKED);
        Tensor legal = scores.add(Float.NEGATIVE_INFINITY).maximum(scores.mul(0.125));
        // note@40: [SensitiveOp] square: done in float16, it leaves the range for ordinary inputs
        //   scores is float16: compute dtype of policy 'mixed_float16' (class Attention, line 7)
        //   float16 holds numbers up to 65504; what is larger becomes infinite.
        //   Fix: scores.cast(Dtype.FLOAT32).square().mean(-1).sqrt().add(EPSILON).cast(scores.dtype())
        // error@70: [ConstantUnderflow] add: EPSILON (1.0E-12) is 0 in float16
        //   scores.square().mean(-1).sqrt() is float16: compute dtype of policy 'mixed_float16' (class Attention, line 7)
        //   The smallest number above 0 in float16 is 5.96E-8, with full precision 0.00006104.
        //   Fix: Math.max(EPSILON, computeDtype().smallestNormal()), or compute it in float32, and cast back only behind what needs it (a division, a square root).
        Tensor norm = scores.div(scores.square().mean(-1).sqrt().add(EPSILON));
        double sum = 1 / 3.0;
        // warning@39: [ConstantInexact] add: 2049 is 2048 in float16
        //   scores is float16: compute dtype of policy 'mixed_float16' (class Attention, line 7)
        //   float16 holds all whole numbers up to 2048 only.
        //   Fix: scores.cast(Dtype.FLOAT32).add(2049).cast(scores.dtype()), or 2048.0
        // error@49: [ConstantOverflow] add: 65520 is Infinity in float16
        //   scores.add(2049) is float16: compute dtype of policy 'mixed_float16' (class Attention, line 7)
        //   float16 holds numbers from -65504 to 65504.
        //   Fix: scores.add(2049).cast(Dtype.FLOAT32).add(65520).add(2048).mul(sum).cast(computeDtype())
        Tensor positions = scores.add(2049).add(65520).add(2048).mul(sum);
        return masked.add(other).add(legal).add(norm).add(positions);
    }
}

@DtypePolicy
abstract class Bare extends Layer {
    public Tensor forward(Tensor x) {
        int steps = 257;
        // warning@32: [ConstantUnderflow] mul: 1e-8 is 0 in float16 under policy 'mixed_float16'
        //   x.add(-1e9) is float16: compute dtype of Bare, which takes its policy from its surroundings (line 47)
        //   The smallest number above 0 in float16 is 5.96E-8, with full precision 0.00006104.
        //   Fix: x.add(-1e9).cast(computeDtype().atLeastFloat32()).mul(1e-8).cast(computeDtype())
        // warning@42: [ConstantInexact] add: steps (257) is 256 in bfloat16 under policy 'mixed_bfloat16'
        //   x.add(-1e9).mul(1e-8) is bfloat16: compute dtype of Bare, which takes its policy from its surroundings (line 47)
        //   bfloat16 holds all whole numbers up to 256 only.
        //   Fix: x.add(-1e9).mul(1e-8).cast(computeDtype().atLeastFloat32()).add(steps).cast(computeDtype()), or 256.0
        // warning@54: [LossyRoundTrip] cast: from bfloat16 to float16: the one has less range, the other less precision under policy 'mixed_bfloat16'
        //   x is bfloat16: compute dtype of Bare, which takes its policy from its surroundings (line 47)
        //   Fix: keep one half format, or go by float32 where the numbers are made.
        // warning@22: [ConstantOverflow] add: -1e9 is -Infinity in float16 under policy 'mixed_float16'
        //   x is float16: compute dtype of Bare, which takes its policy from its surroundings (line 47)
        //   float16 holds numbers from -65504 to 65504.
        //   Fix: x.dtype().lowest()
        // error@79: [ConstantOverflow] add: 1e6 is Infinity in float16
        //   x.cast(Dtype.FLOAT16) is float16: cast to float16 (line 70)
        //   float16 holds numbers from -65504 to 65504.
        //   Fix: x.cast(Dtype.FLOAT16).cast(Dtype.FLOAT32).add(1e6)
        return x.add(-1e9).mul(1e-8).add(steps).add(x.cast(Dtype.FLOAT16).add(1e6).cast(computeDtype()));
    }

    static Tensor ids(@Int32 Tensor ids) {
        // error@24: [ConstantOverflow] add: 3e9 is out of range of int32
        //   ids is int32: declared @Int32 (line 73)
        //   int32 holds numbers from -2147483648 to 2147483647.
        //   Fix: cast the tensor to int64 before.
        // error@33: [DtypeMismatch] mul: left is int32, right is the constant 0.5
        //   ids.add(3e9) is int32: declared @Int32 (line 73)
        //   Fix: ids.add(3e9).cast(Dtype.FLOAT32).mul(0.5)
        return ids.add(3e9).mul(0.5);
    }
}
