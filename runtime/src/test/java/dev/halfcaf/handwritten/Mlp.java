package dev.halfcaf.handwritten;

import dev.halfcaf.Losses;
import dev.halfcaf.Members;
import dev.halfcaf.Model;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicySource;
import dev.halfcaf.Tensor;

/** A bare model of two layers, with the casts that a generated wrapper would make. */
public final class Mlp extends Model {
    public final Dense hidden;
    public final Dense logits;

    public Mlp(int inputs, int units, int classes) {
        hidden = new CastingDense(inputs, units);
        logits = new CastingDense(units, classes);
        adopt(1, PolicySource.surroundings());
    }

    public Mlp(int inputs, int units, int classes, Policy policy) {
        hidden = new CastingDense(inputs, units);
        logits = new CastingDense(units, classes);
        adopt(1, PolicySource.surroundings(), policy);
    }

    public Tensor forward(Tensor x) {
        return logits.forward(hidden.forward(castInput(x)).tanh());
    }

    public Tensor loss(Tensor logits, Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }

    @Override
    protected void members(Members members) {
        members.layer("hidden", hidden);
        members.layer("logits", logits);
    }
}
