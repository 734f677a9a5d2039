package dev.halfcaf.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTest {
    @Test
    void theNovelIsPartOfTheProgram() {
        Text text = Text.prideAndPrejudice();

        assertThat(text.length()).isEqualTo(231_198);
        assertThat(text.trainingLength()).isEqualTo(208_079);
        assertThat(text.alphabet()).hasSizeBetween(60, 127).contains("a", "z", "A", " ", "\n");
        Batch start = text.batch(21, 0);
        assertThat(text.decode(ints(start.x()))).isEqualTo("PRIDE AND PREJUDICE\n\n");
    }

    @Test
    void eachCharacterIsFollowedByTheNext() {
        Text text = Text.of("hello world");

        Batch passages = text.batch(4, 0, 6);

        assertThat(passages.x().shape()).isEqualTo(Shape.of(2, 4));
        assertThat(text.decode(ints(passages.x()))).isEqualTo("hellworl");
        assertThat(passages.labels().shape()).isEqualTo(Shape.of(8));
        assertThat(text.decode(ints(passages.labels()))).isEqualTo("elloorld");
    }

    @Test
    void trainingAndTestSeeTheirOwnPassagesOnce() {
        Text text = Text.of("abcdefghijklmnopqrstuvwxyz0123");

        // 27 characters, of which the last is only what follows the one before; then 3.
        assertThat(passages(text, text.training(4, 1))).containsExactly("abcd", "efgh", "ijkl", "mnop", "qrst", "uvwx");
        assertThat(passages(text, text.test(2, 1))).containsExactly("12");
        assertThat(text.training(4, 4).batchesPerEpoch()).hasValue(2);
    }

    private static List<String> passages(Text text, Dataset<Batch> data) {
        List<String> passages = new ArrayList<>();
        data.epoch(1, 0).forEachRemaining(batch -> passages.add(text.decode(ints(batch.x()))));
        return passages;
    }

    @Test
    void anAlphabetIsSorted() {
        assertThat(Text.of("banana\n").alphabet()).isEqualTo("\nabn");
    }

    @Test
    void tooManyDifferentCharactersAreRefused() {
        String text = IntStream.range(200, 400).mapToObj(Character::toString).collect(Collectors.joining());

        assertThatThrownBy(() -> Text.of(text))
                .isInstanceOf(InputException.class)
                .hasMessage("The text has 200 different characters; this model takes up to 127.");
    }

    private static int[] ints(Tensor ids) {
        return ids.toIntArray();
    }
}
