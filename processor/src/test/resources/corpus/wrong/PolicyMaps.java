package wrong_policy_maps;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Model;
import dev.halfcaf.PolicyEntry;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A model whose map gives a layer another policy than its own. */
@DtypePolicy
abstract class Part extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy(value = "mixed_float16", map = @PolicyEntry(path = "head", policy = "float32"))
abstract class PolicyMaps extends Model {
    final Part head = new CastingPart();
    final Part plain = new CastingPart();

    public Tensor forward(Tensor x) {
        Tensor y = plain.forward(x);
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        //   y is float16: compute dtype of policy 'mixed_float16' (class PolicyMaps, line 23)
        //   head.forward(y) is float32: compute dtype of policy 'float32' (policy map, entry 'head', line 23)
        return y.add(head.forward(y));
    }

    public Tensor loss(Tensor y) {
        return y.mean();
    }

    static void use(CastingPolicyMaps maps) {
        // error@48: [UnknownPolicy] 'flaot32' is no policy. Did you mean 'float32'?
        maps.usePolicies(PolicyMap.of("plain", "flaot32"));
    }
}
