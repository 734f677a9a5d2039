// policies: float32, mixed_float16, mixed_bfloat16
package gradient_norms;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.train.Gradients;

/** What gradients are: float32, of the variables' shapes. */
@DtypePolicy("POLICY")
abstract class Measured extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 2), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }

    public Tensor loss(Tensor output) {
        return output.mean();
    }
}

final class GradientNorms {
    static double norm(Gradients gradients) {
        double sum = 0;
        for (Variable variable : gradients.variables()) {
            sum += gradients.of(variable).square().sum().item();
        }
        return Math.sqrt(sum);
    }

    static double ratio(Gradients gradients, Variable variable) {
        Tensor gradient = gradients.of(variable);
        Tensor value = variable.value();
        double size = value.abs().max().item();
        return gradient.abs().max().item() / Math.max(size, 1e-12);
    }

    static void descend(Gradients gradients, double rate) {
        for (Variable variable : gradients.variables()) {
            variable.assign(variable.value().sub(gradients.of(variable).mul(rate)));
        }
    }
}
