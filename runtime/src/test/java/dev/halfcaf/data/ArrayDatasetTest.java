package dev.halfcaf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrayDatasetTest {

    static List<Integer> ids(Dataset<int[]> data, int epoch, long from) {
        List<Integer> ids = new ArrayList<>();
        try (Batches<int[]> batches = data.epoch(epoch, from)) {
            while (batches.hasNext()) {
                IntStream.of(batches.next()).forEach(ids::add);
            }
        }
        return ids;
    }

    private static ArrayDataset<int[]> rows(int examples, int batchSize) {
        return ArrayDataset.of(examples, batchSize, rows -> rows);
    }

    @Test
    void theLastBatchIsPartialOrDropped() {
        ArrayDataset<int[]> data = rows(10, 4);
        assertThat(data.batchesPerEpoch()).isEqualTo(OptionalLong.of(3));
        assertThat(ids(data, 1, 0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(data.droppingLast().batchesPerEpoch()).isEqualTo(OptionalLong.of(2));
        assertThat(ids(data.droppingLast(), 1, 0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(rows(8, 4).batchesPerEpoch()).isEqualTo(OptionalLong.of(2));
        assertThat(rows(0, 4).epoch(1, 0).hasNext()).isFalse();
    }

    @Test
    void anEpochIsAFunctionOfSeedAndNumber() {
        ArrayDataset<int[]> data = rows(50, 7).shuffled(3);
        assertThat(ids(data, 1, 0))
                .isEqualTo(ids(rows(50, 7).shuffled(3), 1, 0))
                .isNotEqualTo(ids(data, 2, 0))
                .isNotEqualTo(ids(rows(50, 7).shuffled(4), 1, 0))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 50).boxed().toList());
        // Pinned: a later version must resume runs of this one.
        assertThat(ids(rows(6, 6).shuffled(0), 1, 0)).containsExactly(5, 1, 2, 4, 0, 3);
    }

    @Test
    void theFrontOfAnEpochCanBeLeftOut() {
        ArrayDataset<int[]> data = rows(50, 7).shuffled(3);
        assertThat(ids(data, 2, 3)).isEqualTo(ids(data, 2, 0).subList(21, 50));
        assertThat(ids(data, 2, 8)).isEmpty();
        assertThatThrownBy(() -> data.epoch(2, 9)).hasMessage("Epoch 2 has 8 batches; 9 of them cannot be left out.");
    }

    @Test
    void tensorsGoByRows() {
        Tensor x = Tensor.arange(12).cast(Dtype.FLOAT32).reshape(4, 3);
        Tensor labels = Tensor.of(new int[] {0, 1, 2, 3}, Shape.of(4));
        List<Batch> batches = new ArrayList<>();
        ArrayDataset.of(x, labels, 3).shuffled(1).epoch(1, 0).forEachRemaining(batches::add);

        assertThat(batches).extracting(Batch::size).containsExactly(3, 1);
        for (Batch batch : batches) {
            int[] ids = batch.labels().toIntArray();
            float[] rows = batch.x().toFloatArray();
            for (int i = 0; i < ids.length; i++) {
                assertThat(rows[3 * i + 2]).isEqualTo(3 * ids[i] + 2);
            }
        }
    }

    @Test
    void mappingKeepsSizeAndSeed() {
        Dataset<int[]> data = rows(10, 4).shuffled(9).map(rows -> new int[] {rows.length});
        assertThat(ids(data, 1, 1)).containsExactly(4, 2);
        assertThat(data.batchesPerEpoch()).isEqualTo(OptionalLong.of(3));
        assertThat(data.seed()).isEqualTo(9);
    }

    @Test
    void whatCannotBeADataset() {
        assertThatThrownBy(() -> rows(4, 0)).hasMessageContaining("the batch size must be at least 1");
        assertThatThrownBy(() -> ArrayDataset.of(Tensor.zeros(Shape.of(3, 2)), Tensor.zeros(Shape.of(4)), 2))
                .hasMessage("x has 3 examples, labels has 4: there must be one label for each.");
        assertThatThrownBy(() -> ArrayDataset.of(Tensor.zeros(Shape.scalar()), Tensor.zeros(Shape.of(4)), 2))
                .hasMessage("x is a scalar: examples run along the first axis.");
        Batches<int[]> over = rows(0, 1).epoch(5, 0);
        assertThatThrownBy(over::next)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("Epoch 5 has ended.");
    }
}
