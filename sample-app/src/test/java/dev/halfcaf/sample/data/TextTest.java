package dev.halfcaf.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
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
        Passages start = text.passages(21, 0);
        assertThat(text.decode(ints(start.ids()))).isEqualTo("PRIDE AND PREJUDICE\n\n");
    }

    @Test
    void eachCharacterIsFollowedByTheNext() {
        Text text = Text.of("hello world");

        Passages passages = text.passages(4, 0, 6);

        assertThat(passages.ids().shape()).isEqualTo(Shape.of(2, 4));
        assertThat(text.decode(ints(passages.ids()))).isEqualTo("hellworl");
        assertThat(text.decode(ints(passages.next()))).isEqualTo("elloorld");
    }

    @Test
    void anAlphabetIsSorted() {
        assertThat(Text.of("banana\n").alphabet()).isEqualTo("\nabn");
    }

    @Test
    void tooManyDifferentCharactersAreRefused() {
        String text = IntStream.range(200, 400).mapToObj(Character::toString).collect(Collectors.joining());

        assertThatThrownBy(() -> Text.of(text))
                .isInstanceOf(DataException.class)
                .hasMessage("The text has 200 different characters; this model takes up to 127.");
    }

    private static int[] ints(Tensor ids) {
        return ids.toIntArray();
    }
}
