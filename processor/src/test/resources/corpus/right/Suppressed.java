package suppressed;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Numbers that are meant, silenced on the smallest element around them. */
@DtypePolicy("mixed_float16")
abstract class Suppressed extends Layer {
    @SuppressWarnings("halfcaf:SensitiveOp")
    public Tensor forward(Tensor x) {
        @SuppressWarnings("halfcaf:ConstantInexact")
        Tensor y = x.add(2049);
        @SuppressWarnings({"unused", "halfcaf:LossyRoundTrip"})
        Tensor rounded = y.cast(Dtype.FLOAT32).cast(Dtype.FLOAT16).cast(Dtype.FLOAT32);
        return y.add(masked(x)).add(x.exp());
    }

    @SuppressWarnings({"halfcaf:ConstantOverflow", "halfcaf:ConstantUnderflow"})
    private static Tensor masked(Tensor x) {
        return x.cast(Dtype.FLOAT16).add(-1e9).add(1e-12);
    }
}

@DtypePolicy("bfloat16")
@SuppressWarnings("halfcaf:PureHalf")
abstract class PureOnPurpose extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}
