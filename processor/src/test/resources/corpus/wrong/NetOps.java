package net_ops;

import dev.halfcaf.Activation;
import dev.halfcaf.Attention;
import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Normalization;
import dev.halfcaf.Shape;
import dev.halfcaf.Spatial;
import dev.halfcaf.Sweep;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.VariableDtype;

/** The ops of neural nets, in dtypes that do not fit. */
@DtypePolicy("mixed_float16")
abstract class NetOps extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(3, 3, 1, 8), Initializer.heNormal());
    final Variable weights = Variable.of("weights", Shape.of(8, 8), Initializer.heNormal());

    @VariableDtype
    final Variable bias = Variable.of("bias", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        // error@41: [DtypeMismatch] conv2d: x is float32, kernel is float16
        Tensor a = Spatial.conv2d(wide, kernel, Sweep.same());
        // error@46: [DtypeMismatch] conv2d: x is float16, bias is float32
        Tensor b = Spatial.conv2d(x, kernel, bias, Sweep.same());
        // error@38: [DtypeMismatch] linear: left is float16, bias is float32
        Tensor c = x.linear(weights, bias);
        // error@36: [DtypeMismatch] linear: left is float16, kernel is float32
        Tensor d = x.linear(weights.value(), weights, Activation.RELU);
        // error@69: [DtypeMismatch] add: left is float16, right is float32
        Tensor e = Normalization.layerNorm(x, bias, bias, 1e-3).add(wide);
        // error@48: [DtypeMismatch] batchNorm: scale is bool, but must be floating
        Tensor f = Normalization.batchNorm(x, x.ne(0), bias, 1e-3);
        // error@39: [DtypeMismatch] add: left is float16, right is float32 or float64
        Tensor g = x.add(Normalization.moments(x));
        // error@50: [DtypeMismatch] scaledDotProduct: queries are float16, keys are float32
        Tensor h = Attention.scaledDotProduct(x, wide, x);
        // error@56: [DtypeMismatch] scaledDotProduct: mask is float16, but must be bool
        Tensor i = Attention.scaledDotProduct(x, x, x, x);
        // error@21: [DtypeMismatch] gelu: x is int32, but must be floating
        Tensor j = x.cast(Dtype.INT32).gelu();
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j);
    }
}
