package bool_ranges;

import dev.halfcaf.*;

class BoolRanges {
    Tensor range() {
        // error@44: [DtypeMismatch] arange: dtype is bool, but must be a number
        return Tensor.arange(0, 2, 1, Dtype.BOOL);
    }

    Tensor constant(Tensor x) {
        // error@27: [DtypeMismatch] lt: right is bool, but must be a number
        //   Fix: cast the tensor before, for example to Dtype.INT32.
        return x.ne(0).lt(1);
    }

    Tensor place(Tensor x) {
        // error@17: [DtypeMismatch] argmax: x is bool, but must be a number
        return x.ne(0).argmax(0);
    }
}
