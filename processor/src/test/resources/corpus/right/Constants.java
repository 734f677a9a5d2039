package constants;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Int64;

/** Constants that are within range, folded across classes, and ones that no dtype minds. */
final class Limits {
    static final double EPSILON = 1e-3;
    static final int WIDTH = 64;
    static final int AREA = WIDTH * WIDTH / 2;
    static final float LOWEST = Float.NEGATIVE_INFINITY;

    private Limits() {}
}

@DtypePolicy("mixed_float16")
abstract class HalfConstants extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = x.add(Limits.EPSILON).mul(Limits.AREA).add(2048).sub(65504);
        Tensor z = y.add(2050).mul(-65504.0).add(6e-8).add(1e-7).add(0).add(-0.0);
        Tensor infinite = z.maximum(Tensor.full(z.shape(), Limits.LOWEST, z.dtype()));
        return infinite.clip(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY).mul(0.1).add(Double.NaN);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class BFloatConstants extends Layer {
    public Tensor forward(Tensor x) {
        return x.add(-1e9).mul(1e-12).add(256).add(258).add(1e30).sub(0.3).add(1000.0);
    }
}

@DtypePolicy("float32")
abstract class SingleConstants extends Layer {
    public Tensor forward(Tensor x) {
        return x.add(-1e9).add(1e-12).add(2049).add(16777216).mul(3.4e38);
    }
}

@DtypePolicy
abstract class AnyConstants extends Layer {
    static final int HALF = 1 << 7;

    public Tensor forward(Tensor x) {
        long steps = 100;
        return x.add(HALF).mul(1.0f / 3).sub('a').add(steps).add((byte) 3);
    }

    /** Integers have their own range. */
    @Int64
    Tensor ids(@Int64 Tensor given, @Int32 Tensor small) {
        Tensor wide = small.add(2147483647).sub(100000).cast(Dtype.INT64);
        return given.add(4294967296L).mul(65537).add(wide);
    }
}
