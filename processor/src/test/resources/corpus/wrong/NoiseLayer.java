package noise_layer;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;

@DtypePolicy("mixed_float16")
abstract class Noise extends Layer {
    public Tensor forward(Tensor x) {
        Shape shape = x.shape();
        Tensor noise = Tensor.randomNormal(shape);
        // error@22: [DtypeMismatch] add: left is float16, right is float32
        //   x is float16: compute dtype of policy 'mixed_float16' (class Noise, line 8)
        //   noise is float32: Tensor.randomNormal(shape) makes float32 (line 12)
        //   Fix: Tensor.randomNormal(shape, x.dtype()), or noise.cast(x.dtype())
        return x.add(noise);
    }
}

@DtypePolicy
abstract class BareNoise extends Layer {
    public Tensor forward(Tensor x) {
        // error@28: [DtypeMismatch] add: left is float16, right is float32 under policy 'mixed_float16'
        return x.add(Tensor.randomNormal(x.shape())).relu();
    }
}
