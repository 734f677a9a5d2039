package quantization;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** Weights rounded to integers and back. */
@DtypePolicy
abstract class Quantized extends Layer {
    @NonTrainable @Int32
    final Variable codes = Variable.of("codes", Shape.of(16, 16), Initializer.zeros());
    @NonTrainable final Variable scale = Variable.of("scale", Shape.scalar(), Initializer.ones());

    public Tensor forward(Tensor x) {
        Tensor kernel = codes.asTensor().cast(x.dtype()).mul(scale);
        return x.matmul(kernel);
    }

    void quantize(@Float32 Tensor kernel) {
        double step = kernel.abs().max().item() / 127;
        Tensor rounded = kernel.div(step).add(0.5).cast(Dtype.INT32).clip(-127, 127);
        codes.assign(rounded);
        scale.assign(Tensor.scalar(step, Dtype.FLOAT32));
    }
}
