package dev.halfcaf.sample.program;

import dev.halfcaf.Dtype;
import dev.halfcaf.Variable;
import dev.halfcaf.train.Tape;
import dev.halfcaf.train.TrainStep;

/**
 * Bytes that training a model takes, summed from the arrays themselves.
 *
 * @param activations the results of all ops of one step, which the backward pass reads
 * @param variables the values as they are kept
 * @param halfCopies the copies in 16 bits that ops read instead
 * @param slots the optimizer's
 */
public record MemoryUse(long activations, long variables, long halfCopies, long slots) {

    /**
     * Measures a model that was trained.
     *
     * @param loss computes the loss of one batch
     */
    static MemoryUse of(TrainStep step, Runnable loss) {
        long variables = 0;
        long halfCopies = 0;
        for (Variable variable : step.model().variables()) {
            Dtype kept = variable.dtype();
            Dtype read = variable.asTensor().dtype();
            variables += (long) variable.shape().elements() * kept.bytes();
            halfCopies += read == kept ? 0 : (long) variable.shape().elements() * read.bytes();
        }
        return new MemoryUse(
                activations(step, loss), variables, halfCopies, step.optimizer().slotBytes());
    }

    private static long activations(TrainStep step, Runnable loss) {
        try (Tape tape = Tape.open(step.model())) {
            loss.run();
            return tape.activationBytes();
        }
    }
}
