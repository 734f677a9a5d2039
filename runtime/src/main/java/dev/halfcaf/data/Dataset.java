package dev.halfcaf.data;

import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Batches, epoch after epoch. The batches of an epoch, and their order, depend on the data set and the number of the epoch and
 * on nothing else: so a run that was stopped goes on with the batch that would have come.
 *
 * @param <B> the batch: {@link Batch}, or a record of one's own with what a model's step takes
 */
public interface Dataset<B> {
    /**
     * The batches of an epoch.
     *
     * @param epoch the number of the epoch, from 1
     * @param from how many batches at the front of the epoch are left out, because they were seen; at most as many as there are
     */
    Batches<B> epoch(int epoch, long from);

    /** The batches of each epoch; empty if that is not known. */
    default OptionalLong batchesPerEpoch() {
        return OptionalLong.empty();
    }

    /** What the order of epochs comes from; 0 for a data set without a random order. A resumed run must have the same. */
    default long seed() {
        return 0;
    }

    /**
     * What a function makes of each batch: decoding, augmentation, a cast. A random one takes its seed from the batch, so that a
     * batch is the same each time.
     */
    default <C> Dataset<C> map(Function<? super B, ? extends C> function) {
        return new MappedDataset<>(this, function);
    }

    /**
     * The same batches, made ahead by another thread, while the caller computes.
     *
     * @param batches how many are kept ready at most, at least 1
     */
    default Dataset<B> prefetch(int batches) {
        return new PrefetchedDataset<>(this, batches);
    }
}
