// options: strict
package same_unknown;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;
import java.util.function.*;

/** Tensors of unknown dtype that look like one tensor, and are two. */
@DtypePolicy("mixed_float16")
abstract class SameUnknown extends Layer {
    int mode;
    Tensor cache;

    public Tensor forward(Tensor x, @NoCast Tensor y, @NoCast Tensor z) {
        // warning@22: [UnknownDtype] the dtype of y is not known
        Tensor sum = y.add(z);
        return x.add(sum.cast(x.dtype()));
    }

    private Tensor paths(@Floating Tensor p, @Floating Tensor q) {
        Tensor either = mode == 1 ? p : q;
        // warning@16: [UnknownDtype] the dtype of either is not known
        return either.add(p);
    }

    private Tensor one(Tensor p, Tensor q) {
        return mode == 1 ? p : q;
    }

    void helperOfPaths(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        x.add(one(x, x));
        // error@15: [BranchDtype] add: right is float16 or float32, depending on the path
        x.add(one(x, wide));
    }

    void splits(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        Tensor a = mode == 1 ? x : wide;
        Tensor b = mode == 2 ? x : wide;
        // error@15: [BranchDtype] add: right is float16 or float32, depending on the path
        a.add(b);
        Tensor c;
        Tensor d;
        if (mode == 1) {
            c = x;
            d = x.relu();
        } else {
            c = wide;
            d = wide.relu();
        }
        c.add(d);
    }

    void rounds(@Floating Tensor p, @Floating Tensor q) {
        Tensor before = p;
        for (int i = 0; i < 3; i++) {
            // warning@13: [UnknownDtype] the dtype of before is not known
            before.add(p);
            before = q;
        }
    }

    void elements(List<Tensor> xs, @ComputeDtype Tensor x, @Float32 Tensor wide) {
        if (xs.get(0).dtype() == Dtype.FLOAT16) {
            // warning@15: [UnknownDtype] the dtype of xs.get(1) is not known
            xs.get(1).toFloat16Bits();
        }
        Tensor[] mixed = {x, wide};
        // warning@26: [UnknownDtype] the dtype of mixed is not known
        Tensor.concat(0, mixed);
    }

    private Tensor narrower(Tensor x, int times) {
        return times == 0 ? x : narrower(x.cast(Dtype.FLOAT32), times - 1);
    }

    void recursion(@ComputeDtype Tensor x) {
        // warning@15: [UnknownDtype] the dtype of narrower(x, 2) is not known
        x.add(narrower(x, 2));
    }

    void reassigned(@Floating Tensor p) {
        Dtype dtype = p.dtype();
        p = p.cast(Dtype.FLOAT32);
        if (dtype == Dtype.FLOAT16) {
            // error@13: [DtypeMismatch] toFloat16Bits: x is float32, but must be float16
            p.toFloat16Bits();
        }
    }
}
