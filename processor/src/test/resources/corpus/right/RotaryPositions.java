// policies: float32, mixed_float16, mixed_bfloat16
package rotary_positions;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.VariableDtype;
import java.util.Arrays;

/** Angles in float32, made once; queries are turned in the compute dtype. */
@DtypePolicy("POLICY")
abstract class RotaryPositions extends Layer {
    private static final int WIDTH = 32;

    @NonTrainable @VariableDtype
    final Variable cosines = Variable.of("cosines", Shape.of(2048, WIDTH / 2), Initializer.ones());
    @NonTrainable @VariableDtype
    final Variable sines = Variable.of("sines", Shape.of(2048, WIDTH / 2), Initializer.zeros());

    public Tensor forward(Tensor x) {
        int steps = x.shape().size(1);
        Tensor cosine = cosines.value().slice(0, 0, steps).cast(x.dtype());
        Tensor sine = sines.asTensor().slice(0, 0, steps).cast(computeDtype());
        Tensor left = x.slice(-1, 0, WIDTH / 2);
        Tensor right = x.slice(-1, WIDTH / 2, WIDTH);
        Tensor first = left.mul(cosine).sub(right.mul(sine));
        Tensor second = right.mul(cosine).add(left.mul(sine));
        return Tensor.concat(-1, first, second);
    }

    void fill() {
        Tensor position = Tensor.arange(0, 2048, 1, Dtype.FLOAT32).reshape(-1, 1);
        double[] rates = new double[WIDTH / 2];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = Math.pow(10000, -2.0 * i / WIDTH);
        }
        double[] angles = position.mul(Tensor.of(rates, Shape.of(1, rates.length), Dtype.FLOAT32)).toDoubleArray();
        double[] cosine = Arrays.stream(angles).map(Math::cos).toArray();
        double[] sine = Arrays.stream(angles).map(Math::sin).toArray();
        cosines.assign(Tensor.of(cosine, cosines.shape()).cast(Dtype.FLOAT32));
        sines.assign(Tensor.of(sine, sines.shape()));
    }
}
