package lost_variables;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.Map;

/** Variables that no field holds. */
@DtypePolicy("mixed_float16")
abstract class LostVariables extends Layer {
    final Variable kept;
    final Variable[] many = new Variable[2];
    final Map<String, Variable> named;

    LostVariables(Variable other) {
        kept = Variable.of("kept", Shape.of(2), Initializer.zeros());
        many[0] = Variable.of("first", Shape.of(2), Initializer.zeros());
        many[1] = Variable.shared(other);
        named = Map.of("a", Variable.of("a", Shape.of(2), Initializer.zeros()));
        // warning@33: [LooseVariable] Variable.of("lost", Shape.of(2), Initializer.... is assigned to no field
        //   A layer binds and trains the variables in its fields; this one cannot be read.
        Variable lost = Variable.of("lost", Shape.of(2), Initializer.zeros());
        // warning@17: [LooseVariable] Variable.shared(other) is assigned to no field
        Variable.shared(other);
    }

    public Tensor forward(Tensor x) {
        // warning@40: [LooseVariable] Variable.of("bias", Shape.of(2), Initializer.... is assigned to no field
        return x.mul(kept).add(Variable.of("bias", Shape.of(2), Initializer.zeros()));
    }

    @SuppressWarnings("halfcaf:LooseVariable")
    Tensor silenced(Tensor x) {
        return x.add(Variable.of("silent", Shape.of(2), Initializer.zeros()));
    }

    /** Whoever calls it decides. */
    static Variable made(String name) {
        return Variable.of(name, Shape.of(2), Initializer.zeros());
    }
}
