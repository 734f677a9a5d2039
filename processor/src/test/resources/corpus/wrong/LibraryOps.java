package library_ops;

import dev.halfcaf.CustomOp;
import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Operand;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.SameDtype;
import java.util.List;

/** A library's ops from class files, with its own qualifiers; and a custom op whose result is its input's. */
record Doubled() implements CustomOp {
    @Override
    public String name() {
        return "doubled";
    }

    @Override
    public Tensor forward(List<Tensor> inputs) {
        // error@50: [ConstantOverflow] full: 1e9 is Infinity in float16
        Tensor two = Tensor.full(Shape.scalar(), 1e9, Dtype.FLOAT16);
        return inputs.get(0).mul(two.cast(inputs.get(0).dtype()));
    }

    @Override
    public Tensor[] gradients(Tensor outputGradient, List<Tensor> inputs, Tensor output) {
        return new Tensor[] {outputGradient.mul(2)};
    }

    @SameDtype
    static Tensor of(@SameDtype Operand x) {
        return new Doubled().apply(x);
    }
}

@DtypePolicy("mixed_float16")
abstract class LibraryOps extends Layer {
    final Variable other = Variable.of("other", Shape.of(4), Initializer.ones());

    public Tensor forward(Tensor x) {
        // error@58: [DtypeMismatch] mix: first is float16, second is float32
        Tensor a = library.Signals.mix(x, library.Signals.window(4), 0.5);
        // error@50: [ConstantOverflow] mix: 1e6 is Infinity in float16
        Tensor b = library.Signals.mix(x, other, 1e6);
        // error@41: [DtypeMismatch] add: left is float16, right is float64
        Tensor c = x.add(library.Signals.ramp(4, Dtype.FLOAT64));
        // error@33: [DtypeMismatch] add: left is float16, right is float32
        Tensor d = x.add(Doubled.of(x.cast(Dtype.FLOAT32)));
        Tensor e = x.add(new Doubled().apply(x)).add(Doubled.of(other));
        return a.add(b).add(c).add(d).add(e);
    }
}
