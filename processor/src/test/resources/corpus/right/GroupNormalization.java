package group_normalization;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Groups of channels, normalised in full precision; the policy is asked for its dtypes. */
@DtypePolicy
abstract class GroupNormalization extends Layer {
    final int groups;
    final Variable gain;
    final Variable offset;

    GroupNormalization(int groups, int channels) {
        this.groups = groups;
        gain = Variable.of("gain", Shape.of(channels), Initializer.ones());
        offset = Variable.of("offset", Shape.of(channels), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        Dtype statistics = policy().computeDtype().atLeastFloat32();
        Shape shape = x.shape();
        Tensor grouped = x.cast(statistics).reshape(shape.size(0), -1, groups, shape.size(-1) / groups);
        Tensor mean = grouped.mean(new int[] {1, 3}, true);
        Tensor centred = grouped.sub(mean);
        Tensor variance = centred.mul(centred).mean(new int[] {1, 3}, true);
        Tensor normal = centred.div(variance.add(1e-10).sqrt()).reshape(shape);
        return normal.cast(policy().computeDtype()).mul(gain).add(offset);
    }
}
