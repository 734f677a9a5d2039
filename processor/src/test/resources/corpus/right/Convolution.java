// policies: float32, mixed_float16, bfloat16, float64
package convolution;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A convolution over time: the windows side by side, then one product. */
@DtypePolicy
abstract class Convolution extends Layer {
    final int size;
    final Variable kernel;
    final Variable bias;

    Convolution(int size, int channels, int filters) {
        this.size = size;
        kernel = Variable.of("kernel", Shape.of(size * channels, filters), Initializer.heNormal());
        bias = Variable.of("bias", Shape.of(filters), Initializer.zeros());
    }

    /** (batch, steps, channels) to (batch, steps, filters). */
    public Tensor forward(Tensor x) {
        int batch = x.shape().size(0);
        int channels = x.shape().size(2);
        int before = (size - 1) / 2;
        Tensor left = Tensor.zeros(Shape.of(batch, before, channels), x.dtype());
        Tensor right = Tensor.zeros(Shape.of(batch, size - 1 - before, channels), x.dtype());
        Tensor padded = Tensor.concat(1, left, x, right);
        int steps = x.shape().size(1);
        Tensor[] windows = new Tensor[size];
        for (int i = 0; i < size; i++) {
            windows[i] = padded.slice(1, i, i + steps);
        }
        Tensor columns = Tensor.concat(2, windows).reshape(batch * steps, -1);
        return columns.matmul(kernel).add(bias).reshape(batch, steps, bias.shape().size(0));
    }
}

@DtypePolicy
abstract class MaxPooling extends Layer {
    public Tensor forward(Tensor x) {
        int batch = x.shape().size(0);
        int steps = x.shape().size(1) / 2;
        return x.slice(1, 0, 2 * steps).reshape(batch, steps, 2, -1).max(2);
    }
}

@DtypePolicy
abstract class AveragePooling extends Layer {
    public Tensor forward(Tensor x) {
        return x.mean(new int[] {1}, true);
    }
}
