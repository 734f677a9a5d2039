// policies: float32, mixed_float16, mixed_bfloat16, float16, bfloat16, float64
// options: strict
package net_layers;

import dev.halfcaf.Activation;
import dev.halfcaf.Attention;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Normalization;
import dev.halfcaf.Shape;
import dev.halfcaf.Spatial;
import dev.halfcaf.Sweep;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.VariableDtype;

/** The ops of neural nets, in one dtype; scales and statistics of normalizations may be wider. */
@DtypePolicy("POLICY")
@SuppressWarnings("halfcaf:PureHalf")
abstract class NetLayers extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(3, 3, 1, 8), Initializer.heNormal());
    final Variable bias = Variable.of("bias", Shape.of(8), Initializer.zeros());
    final Variable weights = Variable.of("weights", Shape.of(8, 8), Initializer.heNormal());

    @VariableDtype
    final Variable scale = Variable.of("scale", Shape.of(8), Initializer.ones());

    @VariableDtype
    final Variable offset = Variable.of("offset", Shape.of(8), Initializer.zeros());

    @NonTrainable
    @VariableDtype
    final Variable mean = Variable.of("mean", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor images, @Bool Tensor mask) {
        Tensor y = Spatial.conv2d(images, kernel, Sweep.same().withStride(2)).gelu();
        Tensor same = Spatial.conv2d(images, kernel, bias, Sweep.same().withStride(2), Activation.RELU);
        Tensor pooled = Spatial.maxPool2d(y.add(same), 2, 2, Sweep.valid());
        Tensor batch = isTraining()
                ? Normalization.batchNorm(pooled, scale, offset, 1e-3)
                : Normalization.normalize(pooled, mean, mean, scale, offset, 1e-3);
        mean.assign(Normalization.moments(pooled).slice(0, 0, 1).reshape(8));
        Tensor rows = Spatial.avgPool2d(batch, 2, 2, Sweep.valid()).reshape(-1, 8).dropout(0.1, random());
        Tensor dense = rows.linear(weights, bias).add(rows.linear(weights, bias, Activation.SILU));
        Tensor norm = Normalization.layerNorm(dense, scale, offset, 1e-3);
        Tensor open = Attention.scaledDotProduct(norm, norm, norm, Attention.causalMask(4));
        return open.add(Attention.scaledDotProduct(norm, norm, norm, mask)).add(Activation.TANH.forward(norm));
    }
}
