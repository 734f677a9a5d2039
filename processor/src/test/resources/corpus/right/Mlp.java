// policies: float32, mixed_float16, mixed_bfloat16, float64
package mlp;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int32;

/** A perceptron of three dense layers: bare layers in a named model. */
@DtypePolicy
abstract class Linear extends Layer {
    final Variable kernel;
    final Variable bias;

    Linear(int inputs, int units) {
        kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.heNormal());
        bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).add(bias);
    }
}

@DtypePolicy("POLICY")
abstract class Mlp extends Model {
    final Linear first = new CastingLinear(784, 256);
    final Linear second = new CastingLinear(256, 128);
    final Linear third = new CastingLinear(128, 10);

    public Tensor forward(Tensor pixels) {
        Tensor hidden = first.forward(pixels.mul(1.0 / 255)).relu();
        hidden = second.forward(hidden).relu();
        return third.forward(hidden);
    }

    public Tensor loss(Tensor logits, @Int32 Tensor labels) {
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
