package switch_arms;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** Mistakes within arms and conditions. */
@DtypePolicy("mixed_bfloat16")
abstract class SwitchArms extends Layer {
    public Tensor forward(Tensor x, int mode) {
        return switch (mode) {
            case 0 -> x;
            // error@35: [DtypeMismatch] add: left is bfloat16, right is float32
            case 1 -> x.add(Tensor.ones(x.shape()));
            case 2 -> {
                Tensor wide = x.cast(Dtype.FLOAT32);
                // error@32: [DtypeMismatch] mul: left is float32, right is bfloat16
                yield wide.mul(x);
            }
            default -> throw new IllegalArgumentException();
        };
    }

    Tensor condition(@ComputeDtype Tensor x) {
        // error@25: [DtypeMismatch] sub: left is bfloat16, right is int32
        if (x.sub(Tensor.arange(3)).max().item() > 0) {
            return x;
        }
        assert x.mul(x).max().item() > 0 : x.add(x);
        return x.neg();
    }

    Tensor arms(@ComputeDtype Tensor x, boolean wide) {
        // error@30: [DtypeMismatch] mul: left is bfloat16, right is float32
        return wide ? x.mul(x.cast(Dtype.FLOAT32)) : x.mul(x);
    }

    Tensor old(@ComputeDtype Tensor x, int mode) {
        Tensor y;
        switch (mode) {
            case 0:
                y = Tensor.ones(x.shape());
                break;
            case 1:
                y = Tensor.zeros(x.shape());
                break;
            default:
                return x;
        }
        // error@22: [DtypeMismatch] add: left is bfloat16, right is float32
        return x.add(y);
    }
}
