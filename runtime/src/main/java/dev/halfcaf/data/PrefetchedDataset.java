package dev.halfcaf.data;

import java.util.OptionalLong;

/** The batches of another data set, made ahead by a thread for each epoch. */
record PrefetchedDataset<B>(Dataset<B> data, int batches) implements Dataset<B> {
    PrefetchedDataset {
        if (batches < 1) {
            throw new IllegalArgumentException(
                    "prefetch: " + batches + " batches are kept ready; at least 1 is needed.");
        }
    }

    @Override
    public Batches<B> epoch(int epoch, long from) {
        return new PrefetchedBatches<>(() -> data.epoch(epoch, from), batches);
    }

    @Override
    public OptionalLong batchesPerEpoch() {
        return data.batchesPerEpoch();
    }

    @Override
    public long seed() {
        return data.seed();
    }
}
