package bool_arithmetic;

import dev.halfcaf.Tensor;

/** A bool has no arithmetic, whatever it meets. */
final class BoolArithmetic {
    private BoolArithmetic() {}

    static Tensor dropped(Tensor x) {
        Tensor kept = Tensor.randomUniform(x.shape()).lt(0.9);
        // error@22: [DtypeMismatch] mul: right is bool, but must be a number
        return x.mul(kept);
    }

    static Tensor right(Tensor x) {
        Tensor kept = Tensor.randomUniform(x.shape()).lt(0.9);
        return Tensor.where(kept, x, x.mul(0));
    }
}
