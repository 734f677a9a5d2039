package dev.halfcaf.sample.program;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.data.Batch;
import dev.halfcaf.train.Tape;
import dev.halfcaf.train.TrainStep;
import java.util.function.Function;

/**
 * Bytes that training a model takes, summed from the arrays themselves.
 *
 * @param activations the results of all ops of one step, which the backward pass reads
 * @param variables the values as they are kept
 * @param halfCopies the copies in 16 bits that ops read instead
 * @param slots the optimizer's
 */
public record MemoryUse(long activations, long variables, long halfCopies, long slots) {

    /** Measures a model that was trained, with the loss of one batch. */
    static MemoryUse of(TrainStep step, Function<Batch, Tensor> loss, Batch batch) {
        long variables = 0;
        long halfCopies = 0;
        for (Variable variable : step.model().variables()) {
            Dtype kept = variable.dtype();
            Dtype read = variable.asTensor().dtype();
            variables += (long) variable.shape().elements() * kept.bytes();
            halfCopies += read == kept ? 0 : (long) variable.shape().elements() * read.bytes();
        }
        return new MemoryUse(
                activations(step, loss, batch),
                variables,
                halfCopies,
                step.optimizer().slotBytes());
    }

    private static long activations(TrainStep step, Function<Batch, Tensor> loss, Batch batch) {
        try (Tape tape = Tape.open(step.model())) {
            loss.apply(batch);
            return tape.activationBytes();
        }
    }
}
