package loop_paths;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.List;

/** Mistakes that show in the second round, after a jump, or after the loop. */
@DtypePolicy("mixed_float16")
abstract class LoopPaths extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < 3; i++) {
            Tensor old = y;
            y = old.cast(Dtype.FLOAT32);
        }
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        return x.add(y);
    }

    Tensor always(@ComputeDtype Tensor x) {
        Tensor y = x;
        do {
            y = y.cast(Dtype.FLOAT32).div(2);
        } while (y.max().item() > 1);
        // error@22: [DtypeMismatch] add: left is float16, right is float32
        return x.add(y);
    }

    Tensor continued(@ComputeDtype Tensor x) {
        Tensor sum = Tensor.zeros(x.shape(), x.dtype());
        for (int i = 0; i < 4; i++) {
            Tensor term = x;
            if (i % 2 == 0) {
                term = x.cast(Dtype.FLOAT32);
                if (i == 0) {
                    continue;
                }
                term = term.cast(x.dtype());
            }
            sum = sum.add(term);
        }
        return sum;
    }

    Tensor kept(@ComputeDtype Tensor x, List<Tensor> unknown) {
        Tensor last = Tensor.zeros(x.shape());
        for (Tensor one : unknown) {
            last = one.cast(x.dtype());
        }
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        return x.add(last);
    }

    Tensor endless(@ComputeDtype Tensor x) {
        Tensor y = x.cast(Dtype.FLOAT32);
        while (true) {
            // error@30: [DtypeMismatch] sub: left is float16, right is float32
            Tensor z = x.sub(y);
            if (z.size() == 0) {
                return z;
            }
        }
    }

    /** Never run: nothing to say. */
    Tensor unreachable(@ComputeDtype Tensor x) {
        Tensor y = x.cast(Dtype.FLOAT32);
        if (x.size() >= 0) {
            throw new IllegalStateException();
        }
        return y.cast(x.dtype());
    }
}
