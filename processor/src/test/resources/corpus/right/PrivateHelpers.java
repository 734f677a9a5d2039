package private_helpers;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Helpers in the class itself, without a qualifier: the result is what the body returns. */
@DtypePolicy
abstract class PrivateHelpers extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.glorotUniform());
    final Variable bias = Variable.of("bias", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor y = affine(x);
        Tensor scale = scale(y);
        return half(y).mul(scale).add(constant(y.dtype())).add(ones(y.shape()));
    }

    private Tensor affine(Tensor x) {
        return x.matmul(kernel).add(bias);
    }

    private Tensor scale(Tensor x) {
        Tensor wide = wide(x);
        return wide.abs().max().add(1e-3).cast(x.dtype());
    }

    private static Tensor wide(Tensor x) {
        return x.cast(x.dtype().atLeastFloat32());
    }

    static Tensor half(Tensor x) {
        return x.mul(0.5);
    }

    final Tensor ones(Shape shape) {
        return Tensor.ones(shape, computeDtype());
    }

    private static Tensor constant(Dtype dtype) {
        return Tensor.scalar(3, dtype);
    }
}
