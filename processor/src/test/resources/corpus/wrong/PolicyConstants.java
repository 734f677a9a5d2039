package policy_constants;

import dev.halfcaf.Policy;
import dev.halfcaf.qualifier.PolicyName;

/** Policy names in bodies. */
final class PolicyConstants {
    private static final String NAME = "flaot32";

    final Policy right = Policy.of("mixed_bfloat16");
    final Policy own = Policy.of(System.getProperty("policy", "float32"));
    // error@36: [UnknownPolicy] 'mixed_float61' is no policy. Did you mean 'mixed_float16'?
    final Policy wrong = Policy.of("mixed_float61");

    Policy folded() {
        // error@26: [UnknownPolicy] 'flaot32' is no policy. Did you mean 'float32'?
        return Policy.of(NAME);
    }

    static Policy named(@PolicyName String name) {
        return Policy.of(name);
    }

    static void call() {
        named("float64");
        // error@15: [UnknownPolicy] 'bfloat1' is no policy. Did you mean 'bfloat16'?
        named("bfloat1");
    }
}
