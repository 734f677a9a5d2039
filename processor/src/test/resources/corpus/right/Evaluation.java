package evaluation;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypeMismatchException;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.List;

/** Checks and prints, as tests and mains have them: models made and called, numbers compared. */
@DtypePolicy
abstract class Evaluated extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

final class Evaluation {
    public static void main(String[] arguments) {
        for (String name : List.of("float32", "mixed_float16", "mixed_bfloat16")) {
            Evaluated layer = new CastingEvaluated(Policy.of(name));
            Tensor result = layer.forward(Tensor.ones(Shape.of(2, 2)));
            Tensor expected = Tensor.full(Shape.of(2, 2), 2, result.dtype());
            if (result.sub(expected).abs().max().item() > 1e-8) {
                throw new AssertionError(result);
            }
            System.out.println(name + " " + result.cast(Dtype.FLOAT64).mean().item());
        }
        Evaluated half = new CastingEvaluated(Policy.of("mixed_float16"));
        half.initialize(42);
        Tensor y = half.forward(Tensor.of(new double[] {1, 2}, Shape.of(1, 2)));
        short[] bits = y.toFloat16Bits();
        Tensor again = Tensor.ofFloat16Bits(bits, y.shape());
        assert again.eq(y.cast(again.dtype())).toBooleanArray()[0];
        try {
            y.add(Tensor.ones(y.shape(), Dtype.FLOAT32).cast(y.dtype()));
        } catch (DtypeMismatchException e) {
            System.err.println(e.getMessage());
        }
    }
}
