package same_dtype_guards;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Guards that compare two dtypes, and branches on one boolean. */
@DtypePolicy("mixed_float16")
abstract class SameDtypeGuards extends Layer {
    private final boolean wide;

    SameDtypeGuards(boolean wide) {
        this.wide = wide;
    }

    public Tensor forward(Tensor x, boolean half) {
        Tensor y = half ? x : x.cast(Dtype.FLOAT32);
        if (y.dtype() != x.dtype()) {
            y = y.cast(x.dtype());
        }
        return x.add(y);
    }

    Tensor declared(@ComputeDtype Tensor x, @Float32 Tensor table) {
        Tensor y = table;
        if (!y.dtype().equals(x.dtype())) {
            y = y.cast(x.dtype());
        }
        return x.add(y);
    }

    Tensor chosen(@ComputeDtype Tensor x, @Float32 Tensor table) {
        return x.add(table.dtype() == x.dtype() ? table : table.cast(x.dtype()));
    }

    Tensor early(@ComputeDtype Tensor x, @Float32 Tensor table) {
        boolean same = table.dtype() == x.dtype();
        if (same) {
            return x.add(table);
        }
        return x;
    }

    Tensor twice(@ComputeDtype Tensor x, boolean exact) {
        Tensor y = x;
        if (exact) {
            y = y.cast(Dtype.FLOAT32);
        }
        y = y.neg().relu();
        if (exact) {
            y = y.add(Tensor.ones(x.shape())).cast(x.dtype());
        }
        return x.add(y);
    }

    Tensor both(@ComputeDtype Tensor x, @ComputeDtype Tensor y, boolean exact) {
        Tensor a = x;
        Tensor b = y;
        if (exact) {
            a = a.cast(Dtype.FLOAT32);
        }
        if (!exact) {
            b = b.tanh();
        } else {
            b = b.cast(Dtype.FLOAT32);
        }
        return a.add(b).cast(x.dtype());
    }

    Tensor field(@ComputeDtype Tensor x) {
        Tensor y = wide ? x.cast(Dtype.FLOAT32) : x;
        Tensor ones = Tensor.ones(x.shape(), wide ? Dtype.FLOAT32 : Dtype.FLOAT16);
        Tensor z = y.add(ones);
        return this.wide ? z.cast(Dtype.FLOAT16) : z;
    }
}

@DtypePolicy
abstract class BareSameGuards extends Layer {
    public Tensor forward(Tensor x) {
        Tensor y = Tensor.ones(x.shape());
        if (y.dtype() != x.dtype()) {
            y = y.cast(x.dtype());
        }
        return x.add(y);
    }
}
