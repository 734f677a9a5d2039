// policies: float32, mixed_float16, mixed_bfloat16
package model_of_models;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;

/** An encoder and a decoder that are models themselves, under policies of their own. */
@DtypePolicy("POLICY")
abstract class Encoder extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(32, 4), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel).tanh();
    }

    public Tensor loss(Tensor code, Tensor wanted) {
        return Losses.meanSquaredError(code, wanted);
    }
}

@DtypePolicy("float32")
abstract class Decoder extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 32), Initializer.glorotUniform());

    public Tensor forward(Tensor code) {
        return code.matmul(kernel);
    }

    public Tensor loss(Tensor image, Tensor wanted) {
        return Losses.meanSquaredError(image, wanted);
    }
}

@DtypePolicy("POLICY")
abstract class Autoencoder extends Model {
    final Encoder encoder = new CastingEncoder();
    final Decoder decoder = new CastingDecoder();

    public @Float32 Tensor forward(Tensor x) {
        Tensor code = encoder.forward(x);
        Tensor sparse = code.mul(code.abs().gt(0.1).cast(code.dtype()));
        return decoder.forward(sparse);
    }

    public Tensor loss(Tensor image, Tensor wanted) {
        return decoder.loss(image, wanted).add(image.abs().mean().mul(1e-10));
    }
}
