package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void sizesAndElements() {
        Shape shape = Shape.of(64, 10);
        assertThat(shape.rank()).isEqualTo(2);
        assertThat(shape.elements()).isEqualTo(640);
        assertThat(shape.size(0)).isEqualTo(64);
        assertThat(shape.size(-1)).isEqualTo(10);
        assertThat(shape.axis(-2)).isZero();
        assertThat(shape.toArray()).containsExactly(64, 10);
        assertThat(Shape.scalar().elements()).isOne();
        assertThat(Shape.of()).isEqualTo(Shape.scalar());
        assertThat(Shape.of(65536, 65536, 0).elements()).isZero();
    }

    @Test
    void printsAsATupleInPython() {
        assertThat(Shape.of(64, 10)).hasToString("(64, 10)");
        assertThat(Shape.of(10)).hasToString("(10,)");
        assertThat(Shape.scalar()).hasToString("()");
    }

    @Test
    void equalSizesAreEqual() {
        assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
        assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
    }

    @Test
    void isNotChangedThroughItsArrays() {
        int[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 9;
        shape.toArray()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }

    @Test
    void withReplacesOneSize() {
        assertThat(Shape.of(2, 3).with(-1, 5)).isEqualTo(Shape.of(2, 5));
        assertThat(Shape.of(2, 3).with(0, 5)).isEqualTo(Shape.of(5, 3));
    }

    @Test
    void refusesWhatNoArrayCanHold() {
        assertThatThrownBy(() -> Shape.of(3, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A size of shape (3, -1) is negative; sizes are 0 or more.");
        assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Shape (65536, 32768) has more than 2147483647 elements, the most that one tensor can hold.");
        assertThatThrownBy(() -> Shape.of(1 << 30, 1 << 30, 1 << 30, 1 << 30))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Shape.of(Integer.MAX_VALUE).elements()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void aMissingAxisIsNamed() {
        assertThatThrownBy(() -> Shape.of(3).size(1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Shape (3,) has no axis 1: it has 1 axis.");
        assertThatThrownBy(() -> Shape.of(3, 4).axis(-3))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Shape (3, 4) has no axis -3: it has 2 axes.");
        assertThatThrownBy(() -> Shape.scalar().size(0)).hasMessage("Shape () has no axis 0: it has 0 axes.");
    }

    @Test
    void broadcastStretchesOnes() {
        assertThat(Shape.of(2, 3).broadcast(Shape.of(3))).isEqualTo(Shape.of(2, 3));
        assertThat(Shape.of(2, 1).broadcast(Shape.of(1, 3))).isEqualTo(Shape.of(2, 3));
        assertThat(Shape.scalar().broadcast(Shape.of(4))).isEqualTo(Shape.of(4));
        assertThat(Shape.of(1).broadcast(Shape.of(0))).isEqualTo(Shape.of(0));
        assertThatThrownBy(() -> Shape.of(2, 3).broadcast(Shape.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shapes (2, 3) and (2,) do not broadcast: axis -1 is 3 in one and 2 in the other.");
    }
}
