// policies: float64
package named_variables;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Float64;

/** A named class that declares a variable against its policy: the processor's own message. */
@DtypePolicy("POLICY")
abstract class NamedVariables extends Layer {
    // error@29: [VariableDtype] mean is declared float32, and NamedVariables keeps its variables in float64.
    //   Policy 'float64' comes from class named_variables.NamedVariables.
    //   Fix: Remove the qualifier (@VariableDtype reads the variable uncast); or name a policy with float32 variables.
    @Float32 final Variable mean = Variable.of("mean", Shape.of(4), Initializer.zeros());
    @Float64 final Variable right = Variable.of("right", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return x;
    }
}
