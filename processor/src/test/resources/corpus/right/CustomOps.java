// policies: float32, mixed_float16, mixed_bfloat16
package custom_ops;

import dev.halfcaf.CustomOp;
import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.List;

/** Ops with gradients of their own. */
record Swish(double beta) implements CustomOp {
    @Override
    public String name() {
        return "swish";
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return x.mul(x.mul(beta).sigmoid());
    }

    @Override
    public Tensor[] gradients(Tensor outputGradient, List<Tensor> inputs, Tensor output) {
        Tensor gate = inputs.get(0).mul(beta).sigmoid();
        Tensor slope = gate.add(output.mul(beta).mul(gate.neg().add(1)));
        return new Tensor[] {outputGradient.mul(slope)};
    }
}

/** Rounds forward, and passes the gradient through. */
record StraightThrough(int levels) implements CustomOp {
    @Override
    public String name() {
        return "straightThrough";
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        return x.mul(levels).cast(Dtype.INT32).cast(x.dtype()).div(levels);
    }

    @Override
    public Tensor[] gradients(Tensor outputGradient, List<Tensor> inputs, Tensor output) {
        return new Tensor[] {outputGradient};
    }
}

@DtypePolicy("POLICY")
abstract class CustomOps extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        Tensor y = new Swish(1.5).apply(x.matmul(kernel));
        return new StraightThrough(16).apply(y).add(x);
    }
}
