package output_dtypes;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import java.util.List;

/** Policies that cast what forward returns. */
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
        Tensor y = x.matmul(kernel).add(x);
        return again(y).add(kernel);
    }

    private Tensor again(Tensor y) {
        return y.mul(kernel);
    }
}

/** Within, it is mixed_float16; what its layers return is not cast, and what it returns itself is. */
@DtypePolicy("params=float32,compute=float16,output=float32")
abstract class OutputDtypes extends Model {
    record Both(Tensor one, List<Tensor> more) {}

    final Part part = new CastingPart();
    final Head head = new CastingHead();
    final Part argument = new CastingPart(Policy.of("params=float32,compute=float16,output=float32"));

    @DtypePolicy("params=float32,compute=bfloat16,output=float32")
    final Part field = new CastingPart();

    public Both forward(Tensor x) {
        Tensor y = part.forward(x).add(x);
        Tensor z = head.forward(y).add(argument.forward(y)).add(field.forward(y));
        return new Both(y.add(z.cast(y.dtype())), List.of(y));
    }

    public Tensor loss(Both output, @Float32 Tensor target, @Int32 Tensor labels) {
        Tensor error = Losses.meanSquaredError(output.one(), target);
        return error.add(Losses.softmaxCrossEntropy(output.more().get(0), labels));
    }

    @Float32
    Tensor use(Tensor x) {
        return forward(x).one();
    }
}
