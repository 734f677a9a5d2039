package library;

import dev.halfcaf.Dtype;
import dev.halfcaf.Operand;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.ResultDtype;
import dev.halfcaf.qualifier.SameDtype;

/** Ops of a user's own library, which the checker knows by their qualifiers alone. */
public final class Signals {
    private Signals() {}

    @SameDtype
    public static Tensor mix(@SameDtype Operand first, @SameDtype Operand second, @SameDtype double share) {
        Tensor one = first.asTensor();
        return one.mul(share).add(second.asTensor().mul(1 - share));
    }

    @Float32
    public static Tensor window(int size) {
        return Tensor.ones(dev.halfcaf.Shape.of(size));
    }

    public static Tensor ramp(int size, @ResultDtype Dtype dtype) {
        return Tensor.arange(0, size, 1, dtype);
    }
}
