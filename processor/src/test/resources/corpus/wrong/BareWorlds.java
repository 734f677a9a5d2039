package bare_worlds;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A bare class is judged under each policy; the message names the first under which it fails. */
@DtypePolicy
abstract class OnlyInHalf extends Layer {
    public Tensor forward(Tensor x) {
        // error@28: [DtypeMismatch] add: left is float16, right is float32 under policy 'mixed_float16'
        return x.add(Tensor.ones(x.shape(), Dtype.FLOAT32));
    }
}

@DtypePolicy(only = {"float32", "float64"})
abstract class WideOnly extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4), Initializer.ones());

    public Tensor forward(Tensor x) {
        Tensor fine = x.mul(kernel.value()).add(-1e9).add(1e-12).square().sum();
        // error@31: [DtypeMismatch] add: left is float64, right is float32 under policy 'float64'
        return fine.add(Tensor.ones(x.shape()));
    }
}

@DtypePolicy(only = "float32")
abstract class SingleOnly extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.mul(kernel.value()).add(Tensor.ones(x.shape())).add(-1e9).square();
    }
}

@DtypePolicy
abstract class Everywhere extends Layer {
    public Tensor forward(Tensor x) {
        // error@28: [DtypeMismatch] add: left is float16, right is int32 under policy 'mixed_float16'
        return x.add(Tensor.arange(3));
    }
}
