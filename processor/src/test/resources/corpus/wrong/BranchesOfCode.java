package branches_of_code;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Paths that join with different dtypes, by each form that joins them. */
@DtypePolicy("mixed_float16")
abstract class BranchesOfCode extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = x;
        if (isTraining()) {
            y = x.cast(Dtype.FLOAT32);
        }
        // error@16: [BranchDtype] add: left is float16 or float32, depending on the path
        //   y is float32 on one path: cast to float32 (line 16)
        //   y is float16 on another: compute dtype of policy 'mixed_float16' (class BranchesOfCode, line 11)
        //   x is float16: compute dtype of policy 'mixed_float16' (class BranchesOfCode, line 11)
        //   Fix: y.cast(x.dtype())
        return y.add(x);
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor y = x;
        if (isTraining()) {
            y = x.cast(Dtype.FLOAT32);
        }
        Tensor statistics = y.sub(y.mean());
        return statistics.cast(computeDtype()).add(x);
    }

    Tensor conditional(@ComputeDtype Tensor x) {
        // error@35: [BranchDtype] mul: right is float16 or float32, depending on the path
        return x.mul(isTraining() ? x : Tensor.ones(x.shape()));
    }

    Tensor switched(@ComputeDtype Tensor x, int mode) {
        Tensor y = switch (mode) {
            case 0 -> x;
            case 1 -> x.relu();
            default -> Tensor.zeros(x.shape());
        };
        // error@22: [BranchDtype] sub: right is float16 or float32, depending on the path
        return x.sub(y);
    }

    Tensor rightlySwitched(@ComputeDtype Tensor x, int mode) {
        Tensor y = switch (mode) {
            case 0 -> x;
            default -> throw new IllegalArgumentException("mode " + mode);
        };
        return x.sub(y);
    }

    Tensor caught(@ComputeDtype Tensor x) {
        Tensor y;
        try {
            y = x.div(2);
        } catch (ArithmeticException e) {
            y = Tensor.zeros(x.shape());
        }
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        return x.add(y);
    }

    Tensor broken(@ComputeDtype Tensor x) {
        Tensor y = Tensor.zeros(x.shape());
        while (true) {
            if (y.size() > 3) {
                break;
            }
            y = x;
            if (x.size() > 4) {
                break;
            }
        }
        // error@16: [BranchDtype] maximum: left is float16 or float32, depending on the path
        return y.maximum(x);
    }

    void required(@ComputeDtype Tensor x) {
        Tensor y = isTraining() ? x : x.cast(Dtype.FLOAT32);
        // error@15: [BranchDtype] taken: value is float16 or float32, depending on the path
        taken(y);
        taken(y.cast(Dtype.FLOAT32));
    }

    private static void taken(@Float32 Tensor value) {}
}

@DtypePolicy
abstract class BareBranches extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = isTraining() ? x : x.cast(Dtype.FLOAT32);
        // error@16: [BranchDtype] forward: the result is float16 or float32, depending on the path under policy 'mixed_float16'
        return y;
    }
}

/** Both paths are float32 under float32. */
@DtypePolicy("float32")
abstract class SingleBranches extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = isTraining() ? x : x.cast(Dtype.FLOAT32);
        return y.add(x);
    }
}
