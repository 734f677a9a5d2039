package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.handwritten.CastingDense;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.train.Tape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelSummaryTest {
    private static final Tensor X = Tensor.ones(Shape.of(8, 64));

    @Test
    void printsATableOfTheLayersWithTotals() {
        Mlp model = new Mlp(64, 128, 10, Policy.of("mixed_float16"));

        assertThat(model.summary().toString().lines())
                .containsExactly(
                        "Mlp",
                        "",
                        "layer   class  policy                                       computes in  variables  parameters  trained   bytes",
                        "---------------------------------------------------------------------------------------------------------------",
                        "        Mlp    mixed_float16 (constructor argument of Mlp)  float16                          0        0       0",
                        "hidden  Dense  mixed_float16 (owner Mlp)                    float16      float32         8,320    8,320  33,280",
                        "logits  Dense  mixed_float16 (owner Mlp)                    float16      float32         1,290    1,290   5,160",
                        "",
                        "parameters             9,610, 9,610 of them trained",
                        "bytes of variables     38,440 (float32 38,440)",
                        "bytes of their copies  19,220 (float16 19,220)");
    }

    @Test
    void countsTheActivationsOfABatchByDtype() {
        Mlp model = new Mlp(64, 128, 10, Policy.of("mixed_float16"));

        ModelSummary summary = model.summary(() -> model.forward(X).cast(Dtype.FLOAT32));

        // matmul, add, tanh; matmul, add; cast
        assertThat(summary.activationBytes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Dtype.FLOAT16, 2L * 8 * (3 * 128 + 2 * 10),
                        Dtype.FLOAT32, 4L * 8 * 10));
        assertThat(summary.toString()).endsWith("bytes of activations   6,784 (float16 6,464, float32 320)\n");
    }

    @Test
    void leavesTheModelAsItWas() {
        Mlp model = new Mlp(64, 128, 10, Policy.of("mixed_float16"));
        Mlp same = new Mlp(64, 128, 10, Policy.of("mixed_float16"));
        same.initialize(0);

        model.summary(() -> {
            model.forward(X);
            model.random().nextLong();
        });

        assertThat(model.isTraining()).isFalse();
        assertThat(model.random().nextLong()).isEqualTo(same.random().nextLong());
    }

    @Test
    void endsTrainingModeAlsoWhereForwardThrows() {
        Mlp model = new Mlp(64, 128, 10);

        assertThatThrownBy(() -> model.summary(() -> model.forward(Tensor.ones(Shape.of(8, 63)))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(model.isTraining()).isFalse();
    }

    @Test
    void isRefusedWithABatchWhileTheModelTrains() {
        Mlp model = new Mlp(64, 128, 10);

        try (Tape tape = Tape.open(model)) {
            assertThat(tape).isNotNull();
            assertThatThrownBy(() -> model.summary(() -> model.forward(X)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Mlp is already training");
            assertThat(model.isTraining()).isTrue();
        }
    }

    @Test
    void countsWhatLayersShareOnce() {
        CastingDense shared = new CastingDense(3, 3);
        CastingDense other = new CastingDense(3, 3);
        Variable tied = Variable.shared(shared.kernel);
        Net model = new Net(List.of(shared, shared, other), tied);
        model.initialize(0);

        ModelSummary summary = model.summary();

        assertThat(summary.layers()).extracting(ModelSummary.Row::path).containsExactly("", "layers/0", "layers/2");
        assertThat(summary.parameters()).isEqualTo(2 * (9 + 3) + 1);
        assertThat(summary.trainableParameters()).isEqualTo(2 * (9 + 3));
        assertThat(summary.variableBytes())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Dtype.FLOAT32, 2 * 12 * 4L, Dtype.INT64, 8L));
        // The model's own view of the tied kernel has a copy of its own.
        assertThat(summary.copyBytes()).containsExactlyInAnyOrderEntriesOf(Map.of(Dtype.BFLOAT16, (2 * 12 + 9) * 2L));
    }

    /** A model under mixed_bfloat16 with a counter, and a view of its first layer's kernel. */
    private static final class Net extends Model {
        private final List<CastingDense> layers;
        private final Variable tied;
        private final Variable count = Variable.of("count", Shape.scalar(), Initializer.zeros());

        Net(List<CastingDense> layers, Variable tied) {
            this.layers = layers;
            this.tied = tied;
            adopt(1, PolicySource.of("mixed_bfloat16", PolicyOrigin.CLASS, "class Net"));
        }

        @Override
        protected void members(Members members) {
            members.variable("tied", tied);
            members.variable(count).dtype(Dtype.INT64);
            for (int i = 0; i < layers.size(); i++) {
                members.layer("layers/" + i, layers.get(i));
            }
        }
    }
}
