package dev.halfcaf.data;

import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Examples in memory, in batches: in their own order, or {@linkplain #shuffled shuffled}. The last batch of an epoch has what is
 * left over, unless {@link #droppingLast} leaves it out.
 *
 * @param <B> the batch
 */
public final class ArrayDataset<B> implements Dataset<B> {
    private final int examples;
    private final int batchSize;
    private final Function<int[], ? extends B> batchOf;
    private final boolean shuffled;
    private final long seed;
    private final boolean dropsLast;

    private ArrayDataset(
            int examples,
            int batchSize,
            Function<int[], ? extends B> batchOf,
            boolean shuffled,
            long seed,
            boolean dropsLast) {
        this.examples = examples;
        this.batchSize = batchSize;
        this.batchOf = batchOf;
        this.shuffled = shuffled;
        this.seed = seed;
        this.dropsLast = dropsLast;
    }

    /**
     * Tensors with one example after the other along the first axis.
     *
     * @throws IllegalArgumentException if they have different numbers of examples, or the batch size is below 1
     */
    public static ArrayDataset<Batch> of(Tensor x, Tensor labels, int batchSize) {
        int examples = examples("x", x);
        if (examples("labels", labels) != examples) {
            throw new IllegalArgumentException("x has " + examples + " examples, labels has "
                    + examples("labels", labels) + ": there must be one label for each.");
        }
        return of(examples, batchSize, rows -> {
            Tensor ids = Tensor.of(rows, Shape.of(rows.length));
            return new Batch(x.gather(ids), labels.gather(ids));
        });
    }

    private static int examples(String name, Tensor tensor) {
        if (tensor.shape().rank() == 0) {
            throw new IllegalArgumentException(name + " is a scalar: examples run along the first axis.");
        }
        return tensor.shape().size(0);
    }

    /**
     * Examples that a function makes batches of.
     *
     * @param examples how many there are
     * @param batchOf makes a batch of the examples with these indices; from another thread, if the data set is prefetched
     * @throws IllegalArgumentException if the number of examples is negative, or the batch size below 1
     */
    public static <B> ArrayDataset<B> of(int examples, int batchSize, Function<int[], ? extends B> batchOf) {
        if (examples < 0 || batchSize < 1) {
            throw new IllegalArgumentException("A data set of " + examples + " examples in batches of " + batchSize
                    + ": the batch size must be at least 1, and the number of examples not negative.");
        }
        return new ArrayDataset<>(examples, batchSize, batchOf, false, 0, false);
    }

    /** The same examples, each epoch in another order, which depends on this seed and the number of the epoch alone. */
    public ArrayDataset<B> shuffled(long newSeed) {
        return new ArrayDataset<>(examples, batchSize, batchOf, true, newSeed, dropsLast);
    }

    /** The same batches without a last one that is smaller than the others. */
    public ArrayDataset<B> droppingLast() {
        return new ArrayDataset<>(examples, batchSize, batchOf, shuffled, seed, true);
    }

    @Override
    public OptionalLong batchesPerEpoch() {
        return OptionalLong.of(batches());
    }

    private long batches() {
        int full = examples / batchSize;
        return dropsLast || examples % batchSize == 0 ? full : full + 1;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public Batches<B> epoch(int epoch, long from) {
        long batches = batches();
        if (from < 0 || from > batches) {
            throw new IllegalArgumentException(
                    "Epoch " + epoch + " has " + batches + " batches; " + from + " of them cannot be left out.");
        }
        int[] order = order(epoch);
        return new Batches<>() {
            private long next = from;

            @Override
            public boolean hasNext() {
                return next < batches;
            }

            @Override
            public B next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("Epoch " + epoch + " has ended.");
                }
                int first = (int) (next * batchSize);
                next++;
                return batchOf.apply(Arrays.copyOfRange(order, first, first + Math.min(batchSize, examples - first)));
            }
        };
    }

    /** Fisher and Yates's shuffle: every order is as likely as every other, but for what 53 random bits cannot tell. */
    private int[] order(int epoch) {
        int[] order = new int[examples];
        Arrays.setAll(order, i -> i);
        if (shuffled) {
            SeededRandom random = SeededRandom.named(seed, "epoch " + epoch);
            for (int last = examples - 1; last > 0; last--) {
                int other = (int) (random.nextDouble() * (last + 1));
                int example = order[last];
                order[last] = order[other];
                order[other] = example;
            }
        }
        return order;
    }
}
