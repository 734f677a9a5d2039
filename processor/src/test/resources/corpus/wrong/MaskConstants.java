package mask_constants;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.ComputeDtype;

/** Masks and limits beyond the range of float16, wherever the number comes from. */
final class Masked {
    static final double VALUE = -1e9;
    static final float BIG = 1e5f;
    static final int MANY = 70_000;

    private Masked() {}
}

@DtypePolicy("mixed_float16")
abstract class MaskConstants extends Layer {
    private static final double SCALE = 1e3;

    public Tensor forward(Tensor scores, @Bool Tensor mask) {
        Tensor hidden = mask.logicalNot().cast(scores.dtype());
        // error@38: [ConstantOverflow] mul: -1e9 is -Infinity in float16
        //   hidden is float16: cast to float16 (line 24)
        //   float16 holds numbers from -65504 to 65504.
        return scores.add(hidden.mul(-1e9)).softmax(-1);
    }

    Tensor right(@ComputeDtype Tensor scores, @Bool Tensor mask) {
        Tensor hidden = mask.logicalNot().cast(scores.dtype());
        return scores.add(hidden.mul(scores.dtype().lowest())).softmax(-1);
    }

    Tensor others(@ComputeDtype Tensor x) {
        // error@48: [ConstantOverflow] scalar: -1e10 is -Infinity in float16
        Tensor first = x.maximum(Tensor.scalar(-1e10, x.dtype()));
        // error@37: [ConstantOverflow] add: Masked.VALUE (-1.0E9) is -Infinity in float16
        Tensor second = x.add(Masked.VALUE);
        // error@36: [ConstantOverflow] mul: Masked.BIG (100000.0) is Infinity in float16
        Tensor third = x.mul(Masked.BIG);
        // error@37: [ConstantOverflow] sub: Masked.MANY (70000) is Infinity in float16
        Tensor fourth = x.sub(Masked.MANY);
        // error@36: [ConstantOverflow] div: SCALE * 1000 (1000000.0) is Infinity in float16
        Tensor fifth = x.div(SCALE * 1000);
        // error@29: [ConstantOverflow] lt: 65520 is Infinity in float16
        Tensor sixth = x.lt(65520);
        Tensor seventh = x.clip(-1e6, 1e6);
        double local = 1e38;
        // error@48: [ConstantOverflow] full: local (1.0E38) is Infinity in float16
        Tensor eighth = Tensor.full(x.shape(), local, x.dtype());
        return Tensor.where(sixth, first.add(second).add(third), fourth.add(fifth).add(seventh).add(eighth));
    }

    Tensor rightOthers(@ComputeDtype Tensor x) {
        Tensor first = x.maximum(Tensor.scalar(Float.NEGATIVE_INFINITY, x.dtype()));
        Tensor second = x.cast(Dtype.FLOAT32).add(Masked.VALUE).cast(x.dtype());
        Tensor third = x.sub(65504).mul(65519.0).lt(-65504.0).cast(x.dtype());
        return first.add(second).add(third).clip(-65504, Double.POSITIVE_INFINITY);
    }
}

/** bfloat16 has float32's range. */
@DtypePolicy("mixed_bfloat16")
abstract class WideMasks extends Layer {
    public Tensor forward(Tensor x) {
        // error@42: [ConstantOverflow] mul: 1e39 is Infinity in bfloat16
        return x.add(-1e9).sub(1e38).mul(1e39);
    }
}

@DtypePolicy
abstract class BareMasks extends Layer {
    public Tensor forward(Tensor x) {
        // warning@22: [ConstantOverflow] add: -1e9 is -Infinity in float16 under policy 'mixed_float16'
        return x.add(-1e9).softmax(-1);
    }
}

@DtypePolicy(only = {"float32", "mixed_bfloat16"})
abstract class OnlyWide extends Layer {
    public Tensor forward(Tensor x) {
        return x.add(-1e9).softmax(-1);
    }
}
