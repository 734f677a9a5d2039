package dev.halfcaf.checkpoint;

import dev.halfcaf.Dtype;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Members;
import dev.halfcaf.PolicySource;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.train.PlainTrainStep;
import dev.halfcaf.train.Sgd;
import dev.halfcaf.train.TrainStep;
import java.nio.file.Path;

/** A process that saves one checkpoint after another until it is killed: all numbers in the n-th are n. */
final class KilledWriter {
    static final int ELEMENTS = 300_000;

    private KilledWriter() {}

    /** One variable, long enough that most of the time goes by in the middle of a write. */
    static final class Wide extends Layer {
        final Variable values = Variable.of("values", Shape.of(ELEMENTS), Initializer.zeros());

        Wide() {
            adopt(1, PolicySource.surroundings());
        }

        @Override
        protected void members(Members members) {
            members.variable(values);
        }
    }

    /** A step that is only saved and restored. */
    static final class Step extends PlainTrainStep {
        Step(Wide layer) {
            super(1, layer, Sgd.withLearningRate(0.1).withMomentum(0.9));
        }
    }

    public static void main(String[] args) {
        Path file = Path.of(args[0]);
        Wide layer = new Wide();
        TrainStep step = new Step(layer);
        for (long number = Long.parseLong(args[1]); ; number++) {
            layer.values.assign(Tensor.full(Shape.of(ELEMENTS), number, Dtype.FLOAT32));
            Checkpoint.of(step).with("number", number).save(file);
            System.out.println(number);
        }
    }
}
