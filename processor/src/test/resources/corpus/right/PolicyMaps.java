package policy_maps;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.PolicyEntry;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import java.util.List;

/** A model that gives its layers policies by their paths. */
@DtypePolicy
abstract class Part extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy(
        value = "mixed_float16",
        map = {
            @PolicyEntry(path = "head", policy = "float32"),
            @PolicyEntry(path = "blocks/0", policy = "bfloat16"),
            @PolicyEntry(path = "deep/*", policy = "float32"),
        })
abstract class PolicyMaps extends Model {
    final Part head = new CastingPart();
    final Part plain = new CastingPart();
    final Part deep = new CastingPart();
    final List<Part> blocks = List.of(new CastingPart(), new CastingPart());

    public @Float32 Tensor forward(Tensor x) {
        Tensor y = plain.forward(x).add(x).add(deep.forward(x));
        for (Part block : blocks) {
            // Which of them has an entry of its own, nobody knows here.
            y = block.forward(y);
        }
        return head.forward(y).add(1);
    }

    public Tensor loss(Tensor y, Tensor target) {
        return Losses.meanSquaredError(y, target);
    }

    static PolicyMaps make() {
        PolicyMaps maps = new CastingPolicyMaps();
        maps.usePolicies(PolicyMap.of("**", "float32"));
        return maps;
    }
}
