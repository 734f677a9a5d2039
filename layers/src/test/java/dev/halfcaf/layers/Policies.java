package dev.halfcaf.layers;

import dev.halfcaf.Policy;
import dev.halfcaf.PolicyScope;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.train.StepResult;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The policies that every layer must work under, and models under them. */
final class Policies {
    private Policies() {}

    static Stream<String> all() {
        return Stream.of("float32", "float64", "mixed_float16", "mixed_bfloat16", "float16", "bfloat16");
    }

    /** A model around a layer, bound under that policy. */
    @SuppressWarnings("try") // The scope is there to be closed.
    static CastingNet net(String policy, Supplier<TensorFunction> body) {
        try (PolicyScope scope = Policy.scope(Policy.of(policy))) {
            CastingNet net = new CastingNet(body.get());
            net.initialize(1);
            return net;
        }
    }

    /** Steps until that many are applied; a dynamic loss scale may skip some first. */
    static StepResult train(NetTrainStep step, Tensor x, Tensor targets, int steps) {
        StepResult result = step.run(x, targets);
        while (step.stepsApplied() < steps) {
            result = step.run(x, targets);
        }
        return result;
    }
}
