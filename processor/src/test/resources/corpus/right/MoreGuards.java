package more_guards;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Guards by other words: locals, names, conditions joined, numbers that a guard chooses. */
@DtypePolicy
abstract class MoreGuards extends Layer {
    public Tensor forward(Tensor x) {
        boolean single = x.dtype() == Dtype.FLOAT32;
        return single ? x.add(Tensor.ones(x.shape())) : x;
    }

    Tensor equal(@ComputeDtype Tensor x) {
        if (x.dtype().equals(Dtype.FLOAT32)) {
            return x.add(Tensor.ones(x.shape()));
        }
        return x;
    }

    Tensor half(@ComputeDtype Tensor x) {
        if (computeDtype().isHalf() || x.dtype() == Dtype.FLOAT64) {
            return x.mul(0.5);
        }
        return x.add(Tensor.ones(x.shape()));
    }

    Tensor caught(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        Tensor y = wide;
        try {
            y = y.relu();
            y = y.cast(x.dtype());
        } catch (IllegalStateException e) {
            return x;
        }
        return x.add(y);
    }

    Tensor epsilon(@ComputeDtype Tensor x) {
        double epsilon = 1e-12;
        if (x.dtype() == Dtype.FLOAT16) {
            epsilon = 1e-4;
        }
        return x.add(epsilon);
    }

    Tensor conditionalEpsilon(@ComputeDtype Tensor x) {
        double lowest = computeDtype() == Dtype.FLOAT16 ? -6e4 : -1e9;
        return x.add(lowest);
    }

    Tensor switched(@ComputeDtype Tensor x) {
        switch (computeDtype()) {
            case FLOAT32:
                return x.add(Tensor.ones(x.shape()));
            case FLOAT64:
                return x.add(Tensor.ones(x.shape(), Dtype.FLOAT64));
            default:
                return x;
        }
    }

    private double mutable = 1e-12;
    private final double given;

    MoreGuards(double given) {
        this.given = given;
        mutable = given;
    }

    Tensor fields(@ComputeDtype Tensor x) {
        return x.add(mutable).add(given);
    }

    Tensor method(@ComputeDtype Tensor x) {
        return isSingle() ? x.add(Tensor.ones(x.shape())) : x;
    }

    private boolean isSingle() {
        return computeDtype() == Dtype.FLOAT32;
    }
}
