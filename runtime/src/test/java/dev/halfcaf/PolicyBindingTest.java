package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.handwritten.CastingDense;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which policy a layer gets when it is bound, and from where. */
class PolicyBindingTest {
    private static final Tensor X = Tensor.ones(Shape.of(2, 3));

    /** A model, or a layer of one, whose members and sources a test chooses. */
    private static final class Net extends Model {
        private final Consumer<Members> members;

        Net(PolicySource source, Consumer<Members> members) {
            this.members = members;
            adopt(1, source);
        }

        Net(PolicySource source, Consumer<Members> members, Policy argument) {
            this.members = members;
            adopt(1, source, argument);
        }

        @Override
        protected void members(Members into) {
            members.accept(into);
        }
    }

    // ---- the order

    /** Each origin with the policy that it gives in this test: its own, so that the result tells which one decided. */
    private static String given(PolicyOrigin origin) {
        return switch (origin) {
            case CLASS -> "params=float64,compute=float16,output=float16";
            case ARGUMENT -> "params=float64,compute=bfloat16,output=bfloat16";
            case FIELD -> "float16";
            case MAP -> "bfloat16";
            case OWNER -> "mixed_float16";
            case ENCLOSING_CLASS -> "params=float32,compute=float64,output=float64";
            case PACKAGE -> "mixed_bfloat16";
            case MODULE -> "params=float64,compute=float32,output=float32";
            case OPTION -> "float64";
            case GLOBAL -> "params=float16,compute=float32,output=float32";
            case DEFAULT -> "float32";
        };
    }

    /**
     * A layer of which this origin, the next one that can say something, and all after that do: the nearest decides. (What
     * the build stores is one of class, enclosing class, package, module and option: the nearest of these.)
     */
    @ParameterizedTest
    @EnumSource
    void eachOriginComesBeforeAllThatFollow(PolicyOrigin origin) {
        ResolvedPolicy resolved = resolved(origin);

        assertThat(resolved.origin()).isEqualTo(origin);
        assertThat(resolved.policy().name()).isEqualTo(given(origin));
    }

    private static ResolvedPolicy resolved(PolicyOrigin nearest) {
        try (PolicyScope scope =
                speaks(PolicyOrigin.GLOBAL, nearest) ? Policy.scope(Policy.of(given(PolicyOrigin.GLOBAL))) : () -> {}) {
            assertThat(scope).isNotNull();
            Net layer = speaks(PolicyOrigin.ARGUMENT, nearest)
                    ? new Net(source(nearest), members -> {}, Policy.of(given(PolicyOrigin.ARGUMENT)))
                    : new Net(source(nearest), members -> {});
            if (!speaks(PolicyOrigin.OWNER, nearest)) {
                layer.initialize(0);
                return layer.resolvedPolicy();
            }
            Net owner = new Net(
                    PolicySource.surroundings(),
                    members -> {
                        if (speaks(PolicyOrigin.FIELD, nearest)) {
                            members.layer("layer", layer, given(PolicyOrigin.FIELD), "field Net.layer");
                        } else {
                            members.layer("layer", layer);
                        }
                    },
                    Policy.of(given(PolicyOrigin.OWNER)));
            if (speaks(PolicyOrigin.MAP, nearest)) {
                owner.usePolicies(PolicyMap.of("*", given(PolicyOrigin.MAP)));
            }
            owner.initialize(0);
            return layer.resolvedPolicy();
        }
    }

    private static boolean speaks(PolicyOrigin origin, PolicyOrigin nearest) {
        return origin.compareTo(nearest) >= 0;
    }

    private static PolicySource source(PolicyOrigin nearest) {
        return List.of(
                        PolicyOrigin.CLASS,
                        PolicyOrigin.ENCLOSING_CLASS,
                        PolicyOrigin.PACKAGE,
                        PolicyOrigin.MODULE,
                        PolicyOrigin.OPTION)
                .stream()
                .filter(origin -> speaks(origin, nearest))
                .findFirst()
                .map(origin -> PolicySource.of(given(origin), origin, "the build"))
                .orElse(PolicySource.surroundings());
    }

    @Test
    void theOwnerComesBeforeWhatTheBuildFoundAroundTheClass() {
        Net layer = new Net(PolicySource.of("float64", PolicyOrigin.PACKAGE, "package com.acme"), members -> {});
        Net owner = new Net(
                PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "class Net"),
                members -> members.layer("layer", layer));
        owner.initialize(0);

        assertThat(layer.resolvedPolicy()).hasToString("policy 'mixed_float16' (owner Net)");
    }

    @Test
    void withoutAnOwnerWhatTheBuildFoundIsTheDefault() {
        Net layer = new Net(PolicySource.of("float64", PolicyOrigin.PACKAGE, "package com.acme"), members -> {});
        layer.initialize(0);

        assertThat(layer.resolvedPolicy()).hasToString("policy 'float64' (package com.acme)");
    }

    @Test
    void beforeItIsBoundEachQuestionIsNamedAsItWasAsked() {
        CastingDense dense = new CastingDense(3, 4);

        assertThatThrownBy(dense::computeDtype).hasMessageStartingWith("computeDtype() of Dense is not known yet");
        assertThatThrownBy(dense::variableDtype).hasMessageStartingWith("variableDtype() of Dense is not known yet");
        assertThatThrownBy(dense::dtype).hasMessageStartingWith("dtype() of Dense is not known yet");
        assertThatThrownBy(dense::resolvedPolicy).hasMessageStartingWith("resolvedPolicy() of Dense is not known yet");
    }

    @Test
    void twoThreadsUnderTwoScopesDoNotDisturbEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier together = new CyclicBarrier(2);
            Future<List<String>> first = threads.submit(() -> buildUnder("mixed_float16", together));
            Future<List<String>> second = threads.submit(() -> buildUnder("float64", together));

            assertThat(first.get()).hasSize(50).containsOnly("policy 'mixed_float16' (Policy.scope)");
            assertThat(second.get()).hasSize(50).containsOnly("policy 'float64' (Policy.scope)");
        } finally {
            threads.shutdownNow();
        }
        assertThat(Policy.global().name()).isEqualTo("float32");
    }

    /** Each opens its scope before the other builds, and builds while the other's is open. */
    private static List<String> buildUnder(String policy, CyclicBarrier together) throws Exception {
        List<String> found = new java.util.ArrayList<>();
        for (int i = 0; i < 50; i++) {
            try (PolicyScope scope = Policy.scope(Policy.of(policy))) {
                assertThat(scope).isNotNull();
                together.await();
                CastingDense dense = new CastingDense(3, 4);
                together.await();
                dense.forward(X);
                found.add(dense.resolvedPolicy().toString());
                together.await();
            }
        }
        return found;
    }

    // ---- the output dtype

    @Test
    void outputCastsWhatForwardReturns() {
        CastingDense dense = new CastingDense(3, 4, Policy.of("params=float32,compute=float16,output=float32"));

        Tensor y = dense.forward(X);

        assertThat(y.dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(y.cast(Dtype.FLOAT16).cast(Dtype.FLOAT32).toFloatArray())
                .as("computed in float16")
                .containsExactly(y.toFloatArray());
        assertThat(dense.computeDtype()).isEqualTo(Dtype.FLOAT16);
    }

    @Test
    void outputCastsTensorsInEveryFormAndOnlyFloatingOnes() {
        Net net = new Net(
                PolicySource.of("params=float32,compute=float16,output=float64", PolicyOrigin.CLASS, "class Net"),
                members -> {});
        net.initialize(0);
        Tensor half = X.cast(Dtype.FLOAT16);
        Tensor ids = Tensor.arange(3);

        assertThat(net.castOutput(half).dtype()).isEqualTo(Dtype.FLOAT64);
        assertThat(net.castOutput(ids)).isSameAs(ids);
        assertThat(net.castOutput(null)).isNull();
        assertThat(net.castOutputs(List.of(half, ids)))
                .extracting(Tensor::dtype)
                .containsExactly(Dtype.FLOAT64, Dtype.INT32);
        assertThat(net.castOutputs(new Tensor[] {half, null})[0].dtype()).isEqualTo(Dtype.FLOAT64);
    }

    @Test
    void underANameOutputsAreNotCast() {
        Net net = new Net(PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "class Net"), members -> {});
        net.initialize(0);
        List<Tensor> outputs = List.of(X);
        Tensor[] array = {X};

        assertThat(net.castOutput(X)).isSameAs(X);
        assertThat(net.castOutputs(outputs)).isSameAs(outputs);
        assertThat(net.castOutputs(array)).isSameAs(array);
    }

    @Test
    void theOutputDtypeIsNotHandedOnToLayersWithin() {
        CastingDense inner = new CastingDense(3, 4);
        Net net = new Net(
                PolicySource.surroundings(),
                members -> members.layer("inner", inner),
                Policy.of("params=float32,compute=float16,output=float32"));
        net.initialize(0);

        assertThat(inner.resolvedPolicy()).hasToString("policy 'mixed_float16' (owner Net)");
        assertThat(inner.forward(X).dtype()).isEqualTo(Dtype.FLOAT16);
    }

    // ---- the map

    private final CastingDense attention = new CastingDense(3, 4);
    private final CastingDense norm = new CastingDense(3, 4);

    private Net encoder(PolicySource source) {
        return new Net(source, members -> {
            members.layer("attention", attention);
            members.layer("norm", norm);
        });
    }

    private static Net transformer(PolicySource source, Net encoder) {
        return new Net(source, members -> members.layer("encoder", encoder));
    }

    @Test
    void anEntryGivesALayerItsPolicyAndTheLayersInItTheOwners() {
        Net encoder = encoder(PolicySource.surroundings());
        Net model = transformer(
                PolicySource.of("mixed_float16", PolicyOrigin.CLASS, "class Net")
                        .map("encoder", "bfloat16")
                        .map("encoder/norm", "float32"),
                encoder);
        model.initialize(0);

        assertThat(encoder.resolvedPolicy())
                .hasToString("policy 'bfloat16' (policy map of model Net, entry 'encoder')");
        assertThat(attention.resolvedPolicy()).hasToString("policy 'bfloat16' (owner Net)");
        assertThat(norm.resolvedPolicy().origin()).isEqualTo(PolicyOrigin.MAP);
        assertThat(norm.policy().name()).isEqualTo("float32");
    }

    @Test
    void theMapThatIsGivenTakesThePlaceOfTheAnnotations() {
        Net model = encoder(PolicySource.surroundings().map("norm", "float32"));
        model.usePolicies(PolicyMap.of("*", "bfloat16"));
        model.initialize(0);

        assertThat(norm.resolvedPolicy()).hasToString("policy 'bfloat16' (policy map given to model Net, entry '*')");
    }

    @Test
    void theMapOfTheInnerModelIsNearer() {
        Net model = transformer(
                PolicySource.surroundings().map("encoder/*", "bfloat16"),
                encoder(PolicySource.surroundings().map("norm", "float64")));
        model.initialize(0);

        assertThat(norm.policy().name()).isEqualTo("float64");
        assertThat(attention.policy().name()).isEqualTo("bfloat16");
    }

    @Test
    void aMapGivenTooLateIsRefused() {
        Net model = encoder(PolicySource.surroundings());
        model.initialize(0);

        assertThatThrownBy(() -> model.usePolicies(PolicyMap.of("norm", "float32")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Net has its policies already: usePolicies comes before its first use.");
    }

    @Test
    void anEntryThatMatchesNoLayerIsAnErrorThatProposesTheNearest() {
        Net model = transformer(PolicySource.surroundings(), encoder(PolicySource.surroundings()));
        model.usePolicies(PolicyMap.of("encoder/atention", "float32"));

        assertThatThrownBy(() -> model.initialize(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The policy map given to model Net, entry 'encoder/atention', matches no layer. Did you mean "
                                + "'encoder/attention'? Layers: encoder, encoder/attention, encoder/norm.");
        assertThatThrownBy(norm::policy).as("nothing was bound").isInstanceOf(IllegalStateException.class);

        model.usePolicies(PolicyMap.of("**/mlp", "float32"));
        assertThatThrownBy(() -> model.initialize(0)).hasMessageContaining("entry '**/mlp', matches no layer.");
    }

    @Test
    void twoPatternsForOneLayerAreAnErrorWhenItIsBound() {
        Net model = encoder(PolicySource.surroundings());
        model.usePolicies(PolicyMap.of("*", "bfloat16").and("**/norm", "float32"));

        assertThatThrownBy(() -> model.initialize(0))
                .hasMessageStartingWith("Layer 'norm' is matched by several entries");
    }

    @Test
    void anExactEntryAgainstSomethingNearerIsAnErrorThatSaysWhatDecides() {
        Net named = new Net(PolicySource.of("float64", PolicyOrigin.CLASS, "class Head"), members -> {});
        Net model =
                new Net(PolicySource.surroundings().map("head", "float32"), members -> members.layer("head", named));

        assertThatThrownBy(() -> model.initialize(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The policy map of model Net, entry 'head', gives that layer 'float32', but it has policy "
                        + "'float64' (class Head), which is nearer to it. Remove the entry, or the policy there.");
    }

    @Test
    void aPatternPassesOverLayersThatHaveSomethingNearer() {
        Net named = new Net(PolicySource.of("float64", PolicyOrigin.CLASS, "class Head"), members -> {});
        Net model = new Net(PolicySource.surroundings().map("*", "bfloat16"), members -> {
            members.layer("head", named);
            members.layer("body", norm);
        });
        model.initialize(0);

        assertThat(named.policy().name()).isEqualTo("float64");
        assertThat(norm.policy().name()).isEqualTo("bfloat16");
    }

    @Test
    void aLayerThatIsBoundAlreadyMustHaveWhatTheMapSays() {
        Net encoder = encoder(PolicySource.surroundings());
        encoder.initialize(0);
        Net agreeing = transformer(PolicySource.surroundings().map("encoder/norm", "float32"), encoder);
        agreeing.initialize(0);
        Net contradicting = transformer(PolicySource.surroundings().map("encoder/norm", "float64"), encoder);

        assertThatThrownBy(() -> contradicting.initialize(0))
                .hasMessageStartingWith("One Dense, held at 'encoder/norm', would have two policies");
    }

    @Test
    void entriesOfAListAreReachedByTheirIndex() {
        Net model = new Net(PolicySource.surroundings(), members -> {
            members.layer("blocks/0", attention);
            members.layer("blocks/1", norm);
        });
        model.usePolicies(PolicyMap.of(Map.of("blocks/1", Policy.of("float64"))));
        model.initialize(0);

        assertThat(attention.policy().name()).isEqualTo("float32");
        assertThat(norm.policy().name()).isEqualTo("float64");
    }
}
