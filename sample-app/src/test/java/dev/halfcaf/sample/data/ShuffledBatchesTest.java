package dev.halfcaf.sample.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShuffledBatchesTest {
    /** Ten images, each labelled with its number. */
    private static final Examples TEN = new Examples(new byte[10], new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 255);

    @Test
    void anEpochSeesEachImageOnce() {
        List<Integer> order = order(new ShuffledBatches(TEN, 4, 0));

        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void theLastBatchIsSmaller() {
        ShuffledBatches batches = new ShuffledBatches(TEN, 4, 0);

        assertThat(batches.nextEpoch()).extracting(Batch::size).containsExactly(4, 4, 2);
        assertThat(batches.perEpoch()).isEqualTo(3);
    }

    @Test
    void aBatchMayBeLargerThanAll() {
        ShuffledBatches batches = new ShuffledBatches(TEN, Integer.MAX_VALUE, 0);

        assertThat(batches.nextEpoch()).extracting(Batch::size).containsExactly(10);
        assertThat(batches.perEpoch()).isEqualTo(1);
    }

    @Test
    void everyEpochHasItsOwnOrderAndEverySeedItsOwnEpochs() {
        ShuffledBatches batches = new ShuffledBatches(TEN, 4, 0);
        ShuffledBatches again = new ShuffledBatches(TEN, 4, 0);
        List<Integer> first = order(batches);
        List<Integer> second = order(batches);

        assertThat(second).isNotEqualTo(first);
        assertThat(order(again)).isEqualTo(first);
        assertThat(order(again)).isEqualTo(second);
        assertThat(order(new ShuffledBatches(TEN, 4, 1))).isNotEqualTo(first);
    }

    private static List<Integer> order(ShuffledBatches batches) {
        List<Integer> labels = new ArrayList<>();
        for (Batch batch : batches.nextEpoch()) {
            for (int label : batch.labels().toIntArray()) {
                labels.add(label);
            }
        }
        return labels;
    }
}
