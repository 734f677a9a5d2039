package helper_results;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.ResultDtype;
import dev.halfcaf.qualifier.SameDtype;

/** Helpers that return float32 into a half expression. */
final class Waves {
    private Waves() {}

    @Float32
    static Tensor wave(int size) {
        return Tensor.arange(0, size, 1, Dtype.FLOAT32);
    }

    @SameDtype
    static Tensor twice(@SameDtype Tensor x) {
        return x.add(x);
    }

    static Tensor filled(Shape shape, @ResultDtype Dtype dtype) {
        return Tensor.ones(shape, dtype);
    }

    static void log(@Float32 Tensor value) {}
}

@DtypePolicy("mixed_float16")
abstract class HelperResults extends Layer {
    public Tensor forward(Tensor x) {
        // error@35: [DtypeMismatch] mul: left is float16, right is float32
        Tensor first = x.mul(Waves.wave(8));
        // error@31: [DtypeMismatch] add: left is float16, right is float32
        Tensor second = x.add(noise(x.shape()));
        // error@35: [DtypeMismatch] sub: left is float16, right is float32
        Tensor third = x.sub(Waves.twice(Waves.wave(8)));
        // error@36: [DtypeMismatch] add: left is float16, right is bfloat16
        Tensor fourth = x.add(Waves.filled(x.shape(), Dtype.BFLOAT16));
        // error@30: [DtypeMismatch] add: left is float16, right is float32
        Tensor fifth = x.add(wide(x));
        // error@19: [DtypeMismatch] log: value is float16, but must be float32
        Waves.log(x);
        return first.add(second).add(third).add(fourth).add(fifth);
    }

    private static Tensor noise(Shape shape) {
        return Tensor.randomNormal(shape);
    }

    private Tensor wide(Tensor x) {
        Tensor mean = x.cast(Dtype.FLOAT32).mean();
        return mean.add(1);
    }

    Tensor right(@ComputeDtype Tensor x) {
        Waves.log(x.cast(Dtype.FLOAT32));
        return x.mul(Waves.wave(8).cast(x.dtype()))
                .add(noise(x.shape()).cast(x.dtype()))
                .sub(Waves.twice(x))
                .add(Waves.filled(x.shape(), x.dtype()))
                .add(wide(x).cast(x.dtype()));
    }
}
