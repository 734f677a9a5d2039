package low_rank_adapter;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A frozen kernel with a trained update of low rank, and a switch that merges the two. */
@DtypePolicy
abstract class LowRankAdapter extends Layer {
    @NonTrainable final Variable frozen;
    final Variable down;
    final Variable up;
    private boolean merged;

    LowRankAdapter(int inputs, int outputs, int rank) {
        frozen = Variable.of("frozen", Shape.of(inputs, outputs), Initializer.glorotUniform());
        down = Variable.of("down", Shape.of(inputs, rank), Initializer.heNormal());
        up = Variable.of("up", Shape.of(rank, outputs), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        Tensor base = x.matmul(frozen);
        return merged ? base : base.add(x.matmul(down).matmul(up).mul(2));
    }

    void merge() {
        frozen.assign(frozen.value().add(down.value().matmul(up.value()).mul(2)));
        merged = true;
    }
}
