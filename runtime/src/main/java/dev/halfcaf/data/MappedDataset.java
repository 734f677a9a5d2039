package dev.halfcaf.data;

import java.util.OptionalLong;
import java.util.function.Function;

/** What a function makes of each batch of another data set. */
record MappedDataset<A, B>(Dataset<A> data, Function<? super A, ? extends B> function) implements Dataset<B> {
    @Override
    public Batches<B> epoch(int epoch, long from) {
        Batches<A> batches = data.epoch(epoch, from);
        return new Batches<>() {
            @Override
            public boolean hasNext() {
                return batches.hasNext();
            }

            @Override
            public B next() {
                return function.apply(batches.next());
            }

            @Override
            public void close() {
                batches.close();
            }
        };
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
