package policy_constants_of_children;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.Tensor;

/** A policy that is a constant is as good as one that is written down. */
@DtypePolicy
abstract class Part extends Layer {
    public Tensor forward(Tensor x) {
        return x.relu();
    }
}

@DtypePolicy("mixed_float16")
abstract class PolicyConstantsOfChildren extends Layer {
    private static final Policy WIDE = Policy.of("float32");
    private static final String NAME = "float64";

    final Part constant = new CastingPart(WIDE);
    final Part named = new CastingPart(Policy.of(NAME));

    public Tensor forward(Tensor x) {
        // error@34: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(constant.forward(x));
        // error@31: [DtypeMismatch] add: left is float16, right is float64
        Tensor b = x.add(named.forward(x));
        return a.add(b);
    }
}
