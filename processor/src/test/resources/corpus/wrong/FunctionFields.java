package function_fields;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.SameDtype;

/** What is declared on interfaces and functional fields counts. */
interface Statistic {
    @Float32
    Tensor of(Tensor x);

    @SameDtype
    default Tensor centred(@SameDtype Tensor x) {
        // error@42: [DtypeMismatch] sub: left is float64, right is float32
        return x.cast(Dtype.FLOAT64).sub(of(x)).cast(x.dtype());
    }
}

enum Kind implements Statistic {
    MEAN {
        @Override
        public Tensor of(Tensor x) {
            return x.cast(Dtype.FLOAT32).mean();
        }
    },
    HIGHEST {
        @Override
        public @Float32 Tensor of(Tensor x) {
            // error@41: [ReturnDtype] of: the result is float16, but must be float32
            return x.cast(Dtype.FLOAT16).max();
        }
    }
}

@DtypePolicy("mixed_float16")
abstract class FunctionFields extends Layer {
    final Statistic statistic = Kind.MEAN;

    public Tensor forward(Tensor x) {
        // error@35: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(statistic.of(x));
        // error@38: [DtypeMismatch] mul: left is float16, right is float32
        Tensor b = x.mul(Kind.HIGHEST.of(x));
        return a.add(b).add(statistic.centred(x));
    }
}
