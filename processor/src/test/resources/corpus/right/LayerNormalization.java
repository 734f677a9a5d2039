package layer_normalization;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** The statistics in full precision, the result in the compute dtype; bare. */
@DtypePolicy
abstract class LayerNormalization extends Layer {
    final Variable gain;
    final Variable offset;
    final double epsilon;

    LayerNormalization(int width, double epsilon) {
        gain = Variable.of("gain", Shape.of(width), Initializer.ones());
        offset = Variable.of("offset", Shape.of(width), Initializer.zeros());
        this.epsilon = epsilon;
    }

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(x.dtype().atLeastFloat32());
        Tensor centred = wide.sub(wide.mean(new int[] {-1}, true));
        Tensor variance = centred.square().mean(new int[] {-1}, true);
        Tensor normal = centred.div(variance.add(epsilon).sqrt());
        return normal.cast(x.dtype()).mul(gain).add(offset);
    }
}

/** The same with the constant written down: under every policy the island is wide enough for it. */
@DtypePolicy
abstract class RmsNormalization extends Layer {
    private static final double EPSILON = 1e-8;

    final Variable gain = Variable.of("gain", Shape.of(512), Initializer.ones());

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(computeDtype().atLeastFloat32());
        Tensor scale = wide.square().mean(new int[] {-1}, true).add(EPSILON).sqrt();
        return wide.div(scale).cast(computeDtype()).mul(gain);
    }
}
