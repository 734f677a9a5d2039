package dev.halfcaf.sample.training;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.sample.data.Batch;
import dev.halfcaf.sample.model.CastingImageClassifier;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.Tape;

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
    static MemoryUse of(CastingImageClassifier model, Optimizer optimizer, Batch batch) {
        long variables = 0;
        long halfCopies = 0;
        for (Variable variable : model.variables()) {
            Dtype kept = variable.dtype();
            Dtype read = variable.asTensor().dtype();
            variables += (long) variable.shape().elements() * kept.bytes();
            halfCopies += read == kept ? 0 : (long) variable.shape().elements() * read.bytes();
        }
        return new MemoryUse(activations(model, batch), variables, halfCopies, optimizer.slotBytes());
    }

    private static long activations(CastingImageClassifier model, Batch batch) {
        // What the generated train step does, up to the loss: an open tape records what the model computes.
        try (Tape tape = Tape.open(model)) {
            Tensor logits = model.forward(batch.pixels());
            model.loss(logits.cast(logits.dtype().atLeastFloat32()), batch.labels());
            return tape.activationBytes();
        }
    }
}
