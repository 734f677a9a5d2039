package given_policies;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Model;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicyEntry;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Policies that constructors are given, against what trains, and against a map. */
@DtypePolicy
abstract class Trained extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x;
    }
}

@DtypePolicy
abstract class Counted extends Layer {
    @NonTrainable
    final Variable count = Variable.of("count", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return x;
    }
}

@DtypePolicy
abstract class Holder extends Layer {
    final Trained inner = new CastingTrained();

    public Tensor forward(Tensor x) {
        return x;
    }
}

@DtypePolicy(
        value = "mixed_float16",
        map = {
            @PolicyEntry(path = "head", policy = "float32"),
            @PolicyEntry(path = "tail", policy = "float32"),
            @PolicyEntry(path = "same", policy = "float64"),
            @PolicyEntry(path = "other/*", policy = "float32")
        })
abstract class GivenPolicies extends Model {
    private static final String WHOLE = "int64";

    // error@52: [IntegerPolicy] Trained is given policy 'int32' and trains kernel.
    //   A gradient is a fraction: a variable that is trained needs a floating dtype.
    //   Fix: name a floating policy such as "float32", or mark the field of the variable @NonTrainable.
    final Trained first = new CastingTrained(Policy.of("int32"));
    final Counted second = new CastingCounted(Policy.of("int32"));
    // error@50: [IntegerPolicy] Holder is given policy 'int64' and trains inner/kernel.
    //   A gradient is a fraction: a variable that is trained needs a floating dtype.
    //   Fix: name a floating policy such as "float32", or mark the field of the variable @NonTrainable.
    final Holder third = new CastingHolder(Policy.of(WHOLE));
    // error@51: [PolicyEntry] 'head' is to be under 'float32' by the policy map, and is given 'float64' here.
    //   What stands nearer to a layer decides: its class, its constructor, its field, and then the map.
    //   Fix: remove one of the two names.
    final Trained head = new CastingTrained(Policy.of("float64"));
    final Trained tail;
    final Trained same = new CastingTrained(Policy.of("float64"));
    final Holder other = new CastingHolder(Policy.of("float64"));

    GivenPolicies() {
        // error@41: [PolicyEntry] 'tail' is to be under 'float32' by the policy map, and is given 'mixed_bfloat16' here.
        //   What stands nearer to a layer decides: its class, its constructor, its field, and then the map.
        //   Fix: remove one of the two names.
        tail = new CastingTrained(Policy.of("mixed_bfloat16"));
    }

    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor y) {
        return y.mean();
    }
}
