package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.LABELS;
import static dev.halfcaf.train.MlpCase.X;
import static dev.halfcaf.train.MlpCase.gradients;
import static dev.halfcaf.train.MlpCase.model;
import static dev.halfcaf.train.MlpCase.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.handwritten.MlpTrainStep;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightDecayAndFreezingTest {

    @ParameterizedTest
    @ValueSource(strings = {"adamw", "sgd"})
    void onlyTheChosenVariablesDecay(String name) {
        Mlp all = model("float32");
        Mlp kernels = model("float32");
        Mlp none = model("float32");
        for (Variable variable : List.of(all.hidden.bias, kernels.hidden.bias, none.hidden.bias)) {
            variable.assign(Tensor.ones(variable.shape()));
        }
        boolean adam = name.equals("adamw");
        optimizer(adam, 0.5).apply(gradients(all, LossScale.none()));
        (adam
                        ? AdamW.withLearningRate(0.1)
                                .withWeightDecay(0.5)
                                .withDecayOnly(v -> v.shape().rank() > 1)
                        : Sgd.withLearningRate(0.1)
                                .withWeightDecay(0.5)
                                .withDecayOnly(v -> v.shape().rank() > 1))
                .apply(gradients(kernels, LossScale.none()));
        optimizer(adam, 0).apply(gradients(none, LossScale.none()));

        // hidden/kernel, hidden/bias: the kernel decays, the bias does not.
        assertThat(values(kernels).get(0)).containsExactly(values(all).get(0));
        assertThat(values(kernels).get(1)).containsExactly(values(none).get(1));
        assertThat(values(all).get(1)[0]).isNotCloseTo(values(none).get(1)[0], Offset.offset(0.04f));
    }

    private static Optimizer optimizer(boolean adam, double decay) {
        return adam
                ? AdamW.withLearningRate(0.1).withWeightDecay(decay)
                : Sgd.withLearningRate(0.1).withWeightDecay(decay);
    }

    @Test
    void aFrozenVariableHasNoGradientAndStays() {
        Mlp model = model("mixed_float16");
        model.variables();
        model.hidden.kernel.freeze();
        MlpTrainStep step = new MlpTrainStep(model, Adam.withLearningRate(0.1));
        List<float[]> before = values(model);

        assertThat(model.hidden.kernel.isTrainable()).isFalse();
        assertThat(step.gradients(X, LABELS).variables())
                .doesNotContain(model.hidden.kernel)
                .hasSize(3);
        step.run(X, LABELS);

        assertThat(values(model).get(0)).containsExactly(before.get(0));
        assertThat(values(model).get(1)).isNotEqualTo(before.get(1));

        model.hidden.kernel.unfreeze();
        step.run(X, LABELS);
        assertThat(values(model).get(0)).isNotEqualTo(before.get(0));
    }
}
