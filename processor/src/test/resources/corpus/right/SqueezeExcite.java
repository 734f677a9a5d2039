// policies: float32, mixed_float16, bfloat16, float64
package squeeze_excite;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Channel gates, depthwise windows and strided skips, by what reshape, slice and concat can do. */
@DtypePolicy("POLICY")
@SuppressWarnings("halfcaf:PureHalf")
abstract class SqueezeExcite extends Layer {
    final Variable down = Variable.of("down", Shape.of(32, 8), Initializer.heNormal());
    final Variable up = Variable.of("up", Shape.of(8, 32), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        Tensor pooled = x.mean(new int[] {1}, true);
        Tensor gate = pooled.matmul(down).relu().matmul(up).sigmoid();
        return x.mul(gate);
    }
}

@DtypePolicy("POLICY")
@SuppressWarnings("halfcaf:PureHalf")
abstract class Depthwise extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(3, 32), Initializer.heNormal());

    public Tensor forward(Tensor x) {
        int steps = x.shape().size(1) - 2;
        Tensor sum = null;
        for (int i = 0; i < 3; i++) {
            Tensor term = x.slice(1, i, i + steps).mul(kernel.asTensor().slice(0, i, i + 1));
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }
}
