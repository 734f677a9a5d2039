// policies: float32, mixed_float16, mixed_bfloat16
package weight_normalization;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;

/** Norms of weights from their masters; spectral norm by power iteration on a kept vector. */
@DtypePolicy("POLICY")
abstract class WeightNormalization extends Layer {
    final Variable direction = Variable.of("direction", Shape.of(16, 8), Initializer.randomNormal(0.05));
    final Variable length = Variable.of("length", Shape.of(8), Initializer.ones());

    public Tensor forward(Tensor x) {
        Tensor master = direction.value();
        Tensor norm = master.square().sum(new int[] {0}, true).add(1e-12).sqrt();
        Tensor kernel = master.div(norm).mul(length.value());
        return x.matmul(kernel.cast(x.dtype()));
    }
}

@DtypePolicy("POLICY")
abstract class SpectralNormalization extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(16, 8), Initializer.glorotNormal());
    @NonTrainable @Float32
    final Variable vector = Variable.of("vector", Shape.of(1, 16), Initializer.randomNormal(1));

    public Tensor forward(Tensor x) {
        Tensor master = kernel.value().detach();
        Tensor u = vector.value();
        Tensor v = unit(u.matmul(master));
        u = unit(v.matmul(master.transpose()));
        if (isTraining()) {
            vector.assign(u);
        }
        Tensor sigma = u.matmul(master).matmul(v.transpose()).reshape(1);
        return x.matmul(kernel).div(sigma.cast(computeDtype()));
    }

    private static Tensor unit(@Float32 Tensor v) {
        return v.div(v.square().sum().sqrt().add(1e-12));
    }
}
