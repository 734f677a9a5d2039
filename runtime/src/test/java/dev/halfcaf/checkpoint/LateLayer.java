package dev.halfcaf.checkpoint;

import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Members;
import dev.halfcaf.PolicySource;
import dev.halfcaf.Variable;
import dev.halfcaf.train.PlainTrainStep;
import dev.halfcaf.train.Sgd;

/** A layer whose variable gets its shape later. */
final class LateLayer extends Layer {
    final Variable kernel = Variable.lazy("kernel", Initializer.ones());

    LateLayer() {
        adopt(1, PolicySource.surroundings());
    }

    @Override
    protected void members(Members members) {
        members.variable(kernel);
    }

    /** A step that is only saved and restored. */
    static final class Step extends PlainTrainStep {
        Step(LateLayer layer) {
            super(1, layer, Sgd.withLearningRate(0.1).withMomentum(0.9));
        }
    }
}
