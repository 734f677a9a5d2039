package returns;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Widened extends Layer {
    public Tensor forward(Tensor x) {
        // error@37: [ReturnDtype] forward: the result is float32, but must be float16
        //   x.cast(Dtype.FLOAT32).exp() is float32: cast to float32 (line 14)
        //   the result of forward has to be float16: compute dtype of policy 'mixed_float16' (class Widened, line 7)
        //   Fix: x.cast(Dtype.FLOAT32).exp().cast(computeDtype()), or declare it @Float32 Tensor
        return x.cast(Dtype.FLOAT32).exp();
    }
}

@DtypePolicy
abstract class Bare extends Layer {
    public Tensor forward(Tensor x) {
        // error@37: [ReturnDtype] forward: the result is float32, but must be float16 under policy 'mixed_float16'
        //   x.cast(Dtype.FLOAT32).exp() is float32: cast to float32 (line 25)
        //   the result of forward has to be float16: compute dtype of Bare, which takes its policy from its surroundings (line 18)
        //   Fix: x.cast(Dtype.FLOAT32).exp().cast(computeDtype()), or declare it @Float32 Tensor
        return x.cast(Dtype.FLOAT32).exp();
    }

    public @Float32 Tensor other(Tensor x) {
        // error@48: [ReturnDtype] other: the result is float64, but must be float32 under policy 'mixed_float16'
        //   computeDtype() == Dtype.FLOAT32 ? Tensor.zero... is float64: Tensor.ones(x.shape(), Dtype.FLOAT64) makes float64 (line 33)
        //   the result of other has to be float32: declared @Float32 (line 28)
        //   Fix: (computeDtype() == Dtype.FLOAT32 ? Tensor.zeros(x.shape()) : Tensor.ones(x.shape(), Dtype.FLOAT64)).cast(Dtype.FLOAT32)
        return computeDtype() == Dtype.FLOAT32 ? Tensor.zeros(x.shape()) : Tensor.ones(x.shape(), Dtype.FLOAT64);
    }

    @Int32
    static Tensor ids(Tensor x) {
        // error@28: [ReturnDtype] ids: the result is int64, but must be int32
        //   x.argmax(-1).cast(Dtype.INT64) is int64: cast to int64 (line 42)
        //   the result of ids has to be int32: declared @Int32 (line 36)
        //   Fix: x.argmax(-1)
        return x.argmax(-1).cast(Dtype.INT64);
    }
}

record Pair(Tensor mean, @Int32 Tensor ids) {}

@DtypePolicy("mixed_float16")
abstract class Pairs extends Layer {
    public Pair forward(Tensor x) {
        // error@16: [ReturnDtype] forward: component mean of the result is float32, but must be float16
        //   mean is float32: cast to float32 (line 55)
        //   the result of forward has to be float16: compute dtype of policy 'mixed_float16' (class Pairs, line 48)
        //   Fix: cast component mean.
        return new Pair(x.cast(Dtype.FLOAT32), x.argmax(1));
    }
}
