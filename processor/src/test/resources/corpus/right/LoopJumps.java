// policies: float32, mixed_float16, bfloat16
package loop_jumps;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import java.util.List;

/** Labels, continue, break, do, and values that change in loops. */
@DtypePolicy("POLICY")
abstract class LoopJumps extends Layer {
    public Tensor forward(Tensor x) {
        Tensor best = x;
        outer:
        for (int i = 0; i < 4; i++) {
            Tensor row = x.mul(i);
            for (int j = 0; j < 4; j++) {
                if (j == i) {
                    continue outer;
                }
                if (i * j > 6) {
                    break outer;
                }
                row = row.add(x);
            }
            best = best.maximum(row);
        }
        int n = 0;
        do {
            best = best.div(2);
        } while (best.max().item() > 1 && ++n < 10);
        return best.add(x);
    }
}

/** A float32 accumulator that starts in float32 and stays so. */
@DtypePolicy("POLICY")
abstract class Accumulator extends Layer {
    public Tensor forward(List<Tensor> parts) {
        Tensor sum = Tensor.scalar(0, Dtype.FLOAT32);
        int count = 0;
        for (Tensor part : parts) {
            if (part.size() == 0) {
                continue;
            }
            sum = sum.add(part.cast(Dtype.FLOAT32).mean());
            count++;
        }
        return sum.div(count).cast(computeDtype());
    }
}

/** The loop's first round is of another dtype, and each round casts what it takes. */
@DtypePolicy("POLICY")
abstract class Refined extends Layer {
    public Tensor forward(Tensor x) {
        Tensor estimate = Tensor.zeros(x.shape());
        for (int i = 0; i < 5; i++) {
            Tensor old = estimate.cast(x.dtype());
            estimate = old.add(x).div(2);
        }
        return estimate.cast(computeDtype());
    }
}
