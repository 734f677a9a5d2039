package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Tape;
import org.junit.jupiter.api.Test;

/** A variable whose shape the first input tells is, from then on, as if the shape had been known from the start. */
class LazyVariableTest {
    private static final String NO_SHAPE =
            "Variable 'kernel' has no shape yet: give it one in forward, where it is read, by shaped(...).";

    private final Variable kernel = Variable.lazy("kernel", Initializer.glorotUniform());
    private final Holder layer = new Holder("mixed_float16", kernel);

    @Test
    void itsFirstValueIsThatOfAVariableWithAShape() {
        Variable eager = Variable.of("kernel", Shape.of(3, 4), Initializer.glorotUniform());
        new Holder("mixed_float16", eager).initialize(7);
        layer.initialize(7);

        Tensor read = kernel.shaped(3, 4).asTensor();

        assertThat(kernel.value().toFloatArray()).containsExactly(eager.value().toFloatArray());
        assertThat(read.toFloatArray()).containsExactly(eager.asTensor().toFloatArray());
        assertThat(read.dtype()).isEqualTo(Dtype.FLOAT16);
        assertThat(kernel.path()).isEqualTo("kernel");
    }

    @Test
    void aSummaryHasAQuestionMarkForWhatHasNoShape() {
        Variable bias = Variable.of("bias", Shape.of(3), Initializer.zeros());
        Variable lazy = Variable.lazy("kernel", Initializer.glorotUniform());
        Holder mixed = new Holder("mixed_float16", lazy, bias);
        mixed.initialize(0);

        assertThat(layer(mixed, "3 + ?", "3 + ?", "12 + ?")).isTrue();
        assertThat(mixed.summary().unshaped()).isEqualTo(1);
        assertThat(mixed.summary().toString())
                .contains("without shape yet      1, not counted: forward gives them one");

        lazy.shaped(2, 3);

        assertThat(layer(mixed, "9", "9", "36")).isTrue();
        assertThat(mixed.summary().unshaped()).isZero();
        assertThat(mixed.summary().toString()).doesNotContain("?", "without shape");
    }

    @Test
    void aSummaryOfNothingButThatHasNoNumbers() {
        layer.initialize(0);

        assertThat(layer(layer, "?", "?", "?")).isTrue();
    }

    private static boolean layer(Layer model, String parameters, String trained, String bytes) {
        return model.summary()
                .toString()
                .lines()
                .anyMatch(line -> line.matches(
                        ".* float16 +float32 +\\Q" + parameters + "\\E +\\Q" + trained + "\\E +\\Q" + bytes + "\\E"));
    }

    @Test
    void theShapeMayComeBeforeTheBinding() {
        kernel.shaped(2);
        layer.initialize(0);

        assertThat(kernel.value().shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void theSecondShapeIsTheFirst() {
        layer.initialize(0);
        kernel.shaped(2);
        Tensor first = kernel.value();

        assertThat(kernel.shaped(2).value().toFloatArray()).containsExactly(first.toFloatArray());
        assertThatThrownBy(() -> kernel.shaped(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Variable 'kernel' has shape (2,), and cannot have shape (3,).");
        Variable eager = Variable.of("kernel", Shape.of(2), Initializer.ones());
        assertThatThrownBy(() -> eager.shaped(3))
                .hasMessage("Variable 'kernel' has shape (2,), and cannot have shape (3,).");
    }

    @Test
    void withoutAShapeItCannotBeRead() {
        layer.initialize(0);

        assertThat(kernel.hasShape()).isFalse();
        assertThat(layer.variables()).containsExactly(kernel);
        assertThat(kernel).hasToString("Variable(kernel, no shape yet, float32)");
        assertThatThrownBy(kernel::shape)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(NO_SHAPE);
        assertThatThrownBy(kernel::asTensor).hasMessage(NO_SHAPE);
        assertThatThrownBy(kernel::value).hasMessage(NO_SHAPE);
    }

    @Test
    void assigningGivesItAShape() {
        layer.initialize(0);

        kernel.assign(Tensor.full(Shape.of(2), 1.0001f, Dtype.FLOAT32));

        assertThat(kernel.value().toFloatArray()).containsExactly(1.0001f, 1.0001f);
        assertThat(kernel.asTensor().toFloatArray()).containsExactly(1f, 1f);
        assertThatThrownBy(() -> kernel.assign(Tensor.zeros(Shape.of(3)))).hasMessageContaining("has shape (2,)");
    }

    @Test
    void viewsShareTheShape() {
        Variable tied = Variable.shared(kernel);
        Holder other = new Holder("float32", tied);
        layer.initialize(0);
        other.initialize(1);

        tied.shaped(2);

        assertThat(kernel.value().toFloatArray()).containsExactly(tied.value().toFloatArray());
        assertThat(kernel.asTensor().dtype()).isEqualTo(Dtype.FLOAT16);
    }

    @Test
    void viewsNeedOneVariableDtypeBeforeThereIsAShape() {
        Holder other = new Holder("float64", Variable.shared(kernel));
        layer.initialize(0);

        assertThatThrownBy(() -> other.initialize(0)).hasMessageStartingWith("[VariableDtype] Variable 'kernel'");
    }

    @Test
    void anInitializerThatThrowsGivesNoShape() {
        Variable bad = Variable.lazy("bad", (shape, random) -> new double[2]);
        new Holder("float32", bad).initialize(0);

        assertThatThrownBy(() -> bad.shaped(3)).hasMessageContaining("gave 2 values for shape (3,)");
        assertThat(bad.hasShape()).isFalse();
        assertThat(bad.shaped(2).value().shape()).isEqualTo(Shape.of(2));
    }

    @Test
    void aTrainedOneHasItsShapeByTheFirstStep() {
        Variable used = Variable.lazy("used", Initializer.ones());
        Variable unused = Variable.lazy("unused", Initializer.ones());
        Holder model = new Holder("float32", used, unused);
        try (Tape tape = Tape.open(model)) {
            Tensor loss = used.shaped(2).asTensor().sum();

            assertThatThrownBy(() -> tape.gradients(LossScale.none().scale(loss)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Variable 'unused' is trained and has no shape yet: give it one in forward by "
                            + "shaped(...), also where a batch does not need it.");
            unused.shaped(1);
            assertThat(tape.gradients(LossScale.none().scale(loss))
                            .unscale()
                            .of(used)
                            .toFloatArray())
                    .containsExactly(1, 1);
        }
    }

    private static final class Holder extends Layer {
        private final Variable[] variables;

        Holder(String policy, Variable... variables) {
            this.variables = variables;
            adopt(1, PolicySource.of(policy, PolicyOrigin.CLASS, "class Holder"));
        }

        @Override
        protected void members(Members members) {
            for (Variable variable : variables) {
                members.variable(variable);
            }
        }
    }
}
