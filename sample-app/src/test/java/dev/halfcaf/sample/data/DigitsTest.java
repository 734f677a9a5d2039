package dev.halfcaf.sample.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.data.Batch;
import org.junit.jupiter.api.Test;

class DigitsTest {
    private final ImageData digits = Digits.load();

    @Test
    void everyFifthIsHeldOut() {
        assertThat(digits.training().size()).isEqualTo(1438);
        assertThat(digits.test().size()).isEqualTo(359);
        // The file begins with the digits 0 to 9, in order.
        assertThat(digits.training().batch(0, 1, 2, 3, 4, 5, 6, 7).labels().toIntArray())
                .containsExactly(0, 1, 2, 3, 5, 6, 7, 8);
        assertThat(digits.test().batch(0, 1).labels().toIntArray()).containsExactly(4, 9);
    }

    @Test
    void pixelsAreSixteenths() {
        Batch first = digits.training().batch(0);

        assertThat(first.x().dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(first.x().toFloatArray()).startsWith(0, 0, 5 / 16f, 13 / 16f, 9 / 16f, 1 / 16f, 0, 0);
    }

    @Test
    void tenClassesOf64Pixels() {
        assertThat(digits.classes()).isEqualTo(10);
        assertThat(digits.training().pixelsPerImage()).isEqualTo(64);
        assertThat(digits.description()).isEqualTo("1,797 handwritten digits of 8x8 pixels (UCI, scikit-learn)");
    }
}
