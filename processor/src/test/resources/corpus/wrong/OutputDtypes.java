package wrong_output_dtypes;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** What a layer returns in another dtype than it computes in. */
@DtypePolicy
abstract class Part extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy("params=float32,compute=float16,output=float32")
abstract class Head extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.ones());

    public Tensor forward(Tensor x) {
        Tensor y = x.matmul(kernel);
        // error@17: [ReturnDtype] forward: the result is float32, but must be float16
        return y.cast(dev.halfcaf.Dtype.FLOAT32);
    }
}

@DtypePolicy("mixed_float16")
abstract class OutputDtypes extends Layer {
    final Head head = new CastingHead();
    final Part part = new CastingPart(Policy.of("params=float32,compute=float16,output=float64"));

    public Tensor forward(Tensor x) {
        // error@30: [DtypeMismatch] add: left is float16, right is float32
        //   x is float16: compute dtype of policy 'mixed_float16' (class OutputDtypes, line 32)
        //   head.forward(x) is float32: output dtype of policy 'params=float32,compute=float16,output=float32' (class Head, line 21)
        Tensor y = x.add(head.forward(x));
        // error@36: [DtypeMismatch] add: left is float64, right is float16
        return part.forward(x).add(x);
    }
}
