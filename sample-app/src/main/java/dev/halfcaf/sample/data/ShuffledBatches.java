package dev.halfcaf.sample.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The batches of a run, epoch after epoch, each in an order of its own. The same seed gives the same orders, whatever the
 * policy: so runs under two policies differ by the policy alone.
 */
public final class ShuffledBatches {
    private final Examples examples;
    private final int batchSize;
    private final RandomGenerator random;
    private final int[] order;

    public ShuffledBatches(Examples examples, int batchSize, long seed) {
        this.examples = examples;
        this.batchSize = batchSize;
        this.random = new SplittableRandom(seed);
        this.order = IntStream.range(0, examples.size()).toArray();
    }

    /** The number of batches that see each image once; the last may be smaller than the others. */
    public int perEpoch() {
        return (order.length - 1) / batchSize + 1;
    }

    /** The batches of the next epoch, made one by one. */
    public Iterable<Batch> nextEpoch() {
        shuffle();
        return () -> new Iterator<>() {
            private int from;

            @Override
            public boolean hasNext() {
                return from < order.length;
            }

            @Override
            public Batch next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int to = from + Math.min(batchSize, order.length - from);
                Batch batch = examples.batch(Arrays.copyOfRange(order, from, to));
                from = to;
                return batch;
            }
        };
    }

    /** Fisher and Yates's shuffle: every order is as likely as every other. */
    private void shuffle() {
        for (int last = order.length - 1; last > 0; last--) {
            int other = random.nextInt(last + 1);
            int image = order[last];
            order[last] = order[other];
            order[other] = image;
        }
    }
}
