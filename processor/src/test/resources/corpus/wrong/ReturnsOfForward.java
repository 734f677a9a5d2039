package returns_of_forward;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Bodies that return another dtype than they declare. */
@DtypePolicy("mixed_float16")
abstract class NormOut extends Layer {
    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor centred = wide.sub(wide.mean());
        // error@23: [ReturnDtype] forward: the result is float32, but must be float16
        //   centred.div(2) is float32: cast to float32 (line 15)
        //   the result of forward has to be float16: compute dtype of policy 'mixed_float16' (class NormOut, line 12)
        //   Fix: centred.div(2).cast(computeDtype()), or declare it @dev.halfcaf.qualifier.Float32 Tensor
        return centred.div(2);
    }
}

@DtypePolicy("mixed_float16")
abstract class RightNormOut extends Layer {
    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        return wide.sub(wide.mean()).div(2).cast(x.dtype());
    }
}

/** The same body is right in single precision. */
@DtypePolicy("float32")
abstract class SingleNormOut extends Layer {
    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        return wide.sub(wide.mean()).div(2);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class Argmax extends Layer {
    public Tensor forward(Tensor x) {
        // error@17: [ReturnDtype] forward: the result is int32, but must be bfloat16
        return x.argmax(-1);
    }
}

@DtypePolicy
abstract class BareCompare extends Layer {
    public Tensor forward(Tensor x) {
        if (x.size() > 10) {
            return x;
        }
        // error@17: [ReturnDtype] forward: the result is bool, but must be float16 under policy 'mixed_float16'
        return x.gt(0);
    }
}

@DtypePolicy
abstract class BareVariable extends Layer {
    final Variable table = Variable.of("table", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        // error@21: [ReturnDtype] forward: the result is float32, but must be float16 under policy 'mixed_float16'
        return table.value();
    }
}

@DtypePolicy
abstract class RightVariable extends Layer {
    final Variable table = Variable.of("table", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return table.asTensor();
    }
}
