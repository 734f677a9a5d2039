package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersStandToTheRightUnderTheirTitles() {
        TextTable table = new TextTable("policy", "test\naccuracy", "loss");
        table.row("float32", "97.49 %", "0.0058");
        table.row("mixed_float16", "96.00 %", "12.5000");

        assertThat(table.lines())
                .containsExactly(
                        "                   test",
                        "policy         accuracy     loss",
                        "--------------------------------",
                        "float32         97.49 %   0.0058",
                        "mixed_float16   96.00 %  12.5000");
    }

    @Test
    void textStandsToTheLeft() {
        TextTable table = new TextTable("layer", "class", "bytes").numbersFrom(2);
        table.row("", "Mlp", "0");

        assertThat(table).hasToString("layer  class  bytes\n-------------------\n       Mlp        0\n");
    }

    @Test
    void aRowWithoutACellForEachTitleIsRefused() {
        TextTable table = new TextTable("a", "b");

        assertThatThrownBy(() -> table.row("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells for 2 columns.");
    }
}
