// policies: float32, mixed_float16, mixed_bfloat16
package variational;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;

/** A variational autoencoder: samples in the compute dtype, divergence in float32. */
record Latent(Tensor sample, @Float32 Tensor mean, @Float32 Tensor logVariance) {}

@DtypePolicy("POLICY")
abstract class VariationalEncoder extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(32, 8), Initializer.glorotUniform());

    public Latent forward(Tensor x) {
        Tensor both = x.matmul(kernel).cast(Dtype.FLOAT32);
        Tensor mean = both.slice(-1, 0, 4);
        Tensor logVariance = both.slice(-1, 4, 8).clip(-20, 20);
        Tensor noise = Tensor.randomNormal(mean.shape(), Dtype.FLOAT32, random());
        Tensor sample = mean.add(logVariance.mul(0.5).exp().mul(noise));
        return new Latent(sample.cast(computeDtype()), mean, logVariance);
    }
}

@DtypePolicy("POLICY")
abstract class Variational extends Model {
    final VariationalEncoder encoder = new CastingVariationalEncoder();
    final Variable decoder = Variable.of("decoder", Shape.of(4, 32), Initializer.glorotUniform());

    public Latent forward(Tensor x) {
        Latent latent = encoder.forward(x);
        Tensor image = latent.sample().cast(computeDtype()).matmul(decoder);
        return new Latent(image, latent.mean(), latent.logVariance());
    }

    public Tensor loss(Latent output, Tensor wanted) {
        Tensor error = Losses.meanSquaredError(output.sample(), wanted);
        Tensor divergence = output.mean()
                .square()
                .add(output.logVariance().exp())
                .sub(output.logVariance())
                .sub(1)
                .mul(0.5)
                .mean();
        return error.add(divergence.mul(1e-3));
    }
}
