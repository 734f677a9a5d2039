package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.handwritten.CastingDense;
import dev.halfcaf.handwritten.Mlp;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerTest {
    private static final Tensor X = Tensor.ones(Shape.of(2, 3));

    @Test
    void beforeItIsBoundALayerDoesNotKnowItsPolicy() {
        CastingDense dense = new CastingDense(3, 4);

        assertThatThrownBy(dense::policy)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "policy() of Dense is not known yet: a layer gets its policy from the layer that owns it, so "
                                + "it is bound when the outermost one is first used. Ask inside forward, or after "
                                + "initialize(seed) on the outermost layer.");
        assertThatThrownBy(dense.kernel::asTensor)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Variable 'kernel' of Dense is not bound yet");
        assertThatThrownBy(dense.kernel::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void firstUseBindsTheWholeTreeFromItsOutermostOwner() {
        Mlp model = new Mlp(3, 4, 2, Policy.of("mixed_float16"));

        Tensor hidden = model.hidden.forward(X);

        assertThat(hidden.dtype()).isEqualTo(Dtype.FLOAT16);
        assertThat(model.policy().name()).isEqualTo("mixed_float16");
        assertThat(model.logits.resolvedPolicy()).hasToString("policy 'mixed_float16' (owner Mlp)");
        assertThat(model.hidden.path()).isEqualTo("hidden");
        assertThat(model.variables())
                .extracting(Variable::path)
                .containsExactly("hidden/kernel", "hidden/bias", "logits/kernel", "logits/bias");
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float64"})
    void inputsAndVariablesAreReadInTheComputeDtypeAndKeptInTheVariableDtype(String name) {
        Policy policy = Policy.of(name);
        CastingDense dense = new CastingDense(3, 4, policy);

        assertThat(dense.forward(X).dtype()).isEqualTo(policy.computeDtype());
        assertThat(dense.kernel.asTensor().dtype()).isEqualTo(policy.computeDtype());
        assertThat(dense.kernel.value().dtype()).isEqualTo(policy.variableDtype());
        assertThat(dense.dtype()).isEqualTo(policy.variableDtype());
    }

    @Test
    void theNearestPolicyDecides() {
        try (PolicyScope scope = Policy.scope(Policy.of("bfloat16"))) {
            assertThat(scope).isNotNull();
            CastingDense alone = new CastingDense(3, 4);
            alone.initialize(1);
            assertThat(alone.resolvedPolicy()).hasToString("policy 'bfloat16' (Policy.scope)");

            Mlp model = new Mlp(3, 4, 2, Policy.of("float64"));
            model.initialize(1);
            assertThat(model.hidden.policy().name()).isEqualTo("float64");
        }
    }

    @Test
    void theGlobalPolicyIsCapturedAtConstruction() {
        CastingDense dense;
        try (PolicyScope scope = Policy.scope(Policy.of("mixed_bfloat16"))) {
            assertThat(scope).isNotNull();
            dense = new CastingDense(3, 4);
        }
        dense.initialize(1);
        assertThat(dense.policy().name()).isEqualTo("mixed_bfloat16");
    }

    @Test
    void oneSeedGivesOneStartUnderEveryPolicy() {
        Mlp plain = new Mlp(3, 4, 2, Policy.of("float32"));
        Mlp mixed = new Mlp(3, 4, 2, Policy.of("mixed_float16"));
        Mlp half = new Mlp(3, 4, 2, Policy.of("float16"));
        Mlp other = new Mlp(3, 4, 2, Policy.of("float32"));
        plain.initialize(5);
        mixed.initialize(5);
        half.initialize(5);
        other.initialize(6);

        float[] start = plain.hidden.kernel.value().toFloatArray();
        assertThat(mixed.hidden.kernel.value().toFloatArray()).containsExactly(start);
        assertThat(half.hidden.kernel.value().toFloatArray())
                .containsExactly(plain.hidden.kernel.value().cast(Dtype.FLOAT16).toFloatArray());
        assertThat(other.hidden.kernel.value().toFloatArray()).isNotEqualTo(start);
        assertThat(plain.logits.kernel.value().toFloatArray()).isNotEqualTo(start);
    }

    @Test
    void initializeComesOnceAndFirstAndOutermost() {
        Mlp model = new Mlp(3, 4, 2);

        assertThatThrownBy(() -> model.hidden.initialize(1)).hasMessageStartingWith("Dense is part of Mlp");
        model.forward(X);
        assertThatThrownBy(() -> model.initialize(1)).hasMessageStartingWith("Mlp has its first values already");
    }

    @Test
    void aWrapperOfAnotherFormIsRefusedInOneSentence() {
        assertThatThrownBy(() -> new Custom(2, PolicySource.surroundings(), members -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        Custom.class.getName() + " was generated by a halfcaf-processor that writes form 2, but this "
                                + "halfcaf-runtime runs form 1: use the same version of both and compile again.");
    }

    @Test
    void aLayerWithoutItsWrapperSaysHowToConstructIt() {
        Layer bare = new Layer() {};

        assertThatThrownBy(bare::variables).hasMessageContaining("new Casting<Name>(...)");
    }

    @Test
    void oneLayerInTwoOwnersIsOneLayer() {
        CastingDense shared = new CastingDense(3, 3);
        Custom model = custom(members -> {
            members.layer("first", shared);
            members.layer("second", shared);
        });

        assertThat(model.variables()).extracting(Variable::path).containsExactly("first/kernel", "first/bias");
    }

    @Test
    void twoPoliciesForOneLayerAreAContradiction() {
        CastingDense shared = new CastingDense(3, 3);
        Custom model = custom(members -> {
            members.layer("first", shared);
            members.layer("second", shared, "float64", "field Model.second");
        });

        assertThatThrownBy(model::variables)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("One Dense, held at 'second', would have two policies: policy 'float32' (owner Custom) and "
                        + "policy 'float64' (field Model.second). Construct one layer for each, or give this one its "
                        + "policy as a constructor argument.");
        assertThatThrownBy(shared::policy).as("nothing was bound").isInstanceOf(IllegalStateException.class);
    }

    @Test
    void twoModelsMayHoldACommonLayer() {
        CastingDense shared = new CastingDense(3, 3);
        Custom first = custom(members -> members.layer("encoder", shared));
        Custom second = custom(members -> members.layer("encoder", shared));

        assertThat(first.variables()).isEqualTo(second.variables());
        assertThat(shared.path()).isEqualTo("encoder");
    }

    @Test
    void aFieldPolicyBeatsTheOwners() {
        CastingDense island = new CastingDense(3, 3);
        Custom model = new Custom(
                1,
                PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "class Net"),
                members -> members.layer("island", island, "float32", "field Net.island"));
        model.initialize(0);

        assertThat(model.resolvedPolicy()).hasToString("policy 'mixed_float16' (class Net)");
        assertThat(island.resolvedPolicy()).hasToString("policy 'float32' (field Net.island)");
    }

    @Test
    void anAnnotationsLossScaleReplacesThePolicys() {
        Custom model = new Custom(
                1,
                PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "class Net")
                        .withLossScale("1024"),
                members -> {});
        model.initialize(0);

        assertThat(model.policy().lossScaling()).isEqualTo(LossScaling.fixed(1024));
    }

    @Test
    void aClassForSomePoliciesRefusesOthers() {
        Custom model = new Custom(1, PolicySource.surroundings().only("mixed_bfloat16", "float64"), members -> {});

        assertThatThrownBy(() -> model.initialize(0))
                .hasMessage(
                        "Custom may be used under mixed_bfloat16, float64 only (its annotation says so), but it would "
                                + "have policy 'float32' (default).");
    }

    @Test
    void aLayerThatHoldsItselfIsAnError() {
        Custom[] self = new Custom[1];
        Custom inner = custom(members -> members.layer("up", self[0]));
        self[0] = inner;

        assertThatThrownBy(inner::variables).hasMessageStartingWith("A Custom holds itself, at up");
    }

    @Test
    void twoVariablesWithOnePathAreAnError() {
        Custom layer = custom(members -> {
            members.variable(Variable.of("w", Shape.of(1), Initializer.zeros()));
            members.variable(Variable.of("w", Shape.of(1), Initializer.zeros()));
        });

        assertThatThrownBy(layer::variables).hasMessageContaining("have the path 'w'");
    }

    @Test
    void fieldsSayWhatTheirVariablesAre() {
        Variable mean = Variable.of("mean", Shape.of(2), Initializer.zeros());
        Variable count = Variable.of("count", Shape.scalar(), Initializer.zeros());
        Variable kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());
        Custom layer = new Custom(1, PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "class Norm"), members -> {
            members.variable(mean).nonTrainable().noAutocast();
            members.variable(count).dtype(Dtype.INT64);
            members.variable(kernel);
            members.variable(null).nonTrainable();
        });

        assertThat(layer.trainableVariables()).containsExactly(kernel);
        assertThat(mean.asTensor().dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(count.asTensor().dtype()).isEqualTo(Dtype.INT64);
        assertThat(kernel.asTensor().dtype()).isEqualTo(Dtype.FLOAT16);
    }

    @Test
    void aDeclaredDtypeMustBeThePolicys() {
        Variable mean = Variable.of("mean", Shape.of(2), Initializer.zeros());
        Custom layer = new Custom(
                1,
                PolicySource.of("float16", PolicyOrigin.CLASS, "class Norm"),
                members -> members.variable(mean).dtype(Dtype.FLOAT32));

        assertThatThrownBy(layer::variables)
                .hasMessage(
                        "[VariableDtype] Variable 'mean' is declared float32, but its layer Custom keeps variables in "
                                + "float16: policy 'float16' (class Norm). Fix: remove the qualifier, or give the layer the policy "
                                + "'float32'.");
    }

    @Test
    void trainableVariablesNeedAFloatingPolicy() {
        CastingDense dense = new CastingDense(3, 4, Policy.of("int32"));

        assertThatThrownBy(dense::variables).hasMessageStartingWith("[IntegerPolicy] Variable 'kernel' is trainable");
    }

    @Test
    void inputsOfAnyKindAreCastOnlyIfFloating() {
        Custom layer = new Custom(1, PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "class Net"), members -> {});
        Tensor half = Tensor.ones(Shape.of(1), Dtype.FLOAT16);
        Tensor ids = Tensor.arange(3);

        assertThat(layer.castInput(Tensor.ones(Shape.of(1), Dtype.FLOAT64)).dtype())
                .isEqualTo(Dtype.FLOAT16);
        assertThat(layer.castInput(half)).isSameAs(half);
        assertThat(layer.castInput(ids)).isSameAs(ids);
        assertThat(layer.castInput(null)).isNull();
        assertThat(layer.castInputs(List.of(X, ids)))
                .extracting(Tensor::dtype)
                .containsExactly(Dtype.FLOAT16, Dtype.INT32);
        assertThat(layer.castInputs(new Tensor[] {X, null})[0].dtype()).isEqualTo(Dtype.FLOAT16);
    }

    private static Custom custom(Consumer<Members> members) {
        return new Custom(1, PolicySource.surroundings(), members);
    }

    /** A wrapper whose members a test chooses. */
    private static final class Custom extends Model {
        private final Consumer<Members> members;

        Custom(int format, PolicySource source, Consumer<Members> members) {
            this.members = members;
            adopt(format, source);
        }

        @Override
        protected void members(Members into) {
            members.accept(into);
        }
    }
}
