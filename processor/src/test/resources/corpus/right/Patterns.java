package patterns;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NoCast;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;

/** Patterns of instanceof over inputs of several forms. */
sealed interface Source permits Raw, Masked, Empty {}

record Raw(Tensor values) implements Source {}

record Masked(Tensor values, @Bool Tensor mask) implements Source {}

record Empty(int rows, int columns) implements Source {}

@DtypePolicy
abstract class Reader extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.glorotUniform());

    public Tensor forward(@NoCast Source source) {
        Tensor values = read(source);
        return values.cast(computeDtype()).matmul(kernel);
    }

    private Tensor read(Source source) {
        if (source instanceof Raw raw) {
            return raw.values().cast(computeDtype());
        } else if (source instanceof Masked masked && masked.mask().size() > 0) {
            Tensor values = masked.values().cast(computeDtype());
            return Tensor.where(masked.mask(), values, Tensor.zeros(values.shape(), values.dtype()));
        } else if (source instanceof Empty empty) {
            return Tensor.zeros(Shape.of(empty.rows(), empty.columns()), computeDtype());
        }
        throw new IllegalArgumentException("no mask");
    }
}

@DtypePolicy
abstract class Flexible extends Layer {
    public Tensor forward(@NoCast Object input) {
        if (!(input instanceof Tensor tensor)) {
            throw new IllegalArgumentException("no tensor");
        }
        Tensor own = tensor.cast(computeDtype());
        return own.add(Tensor.ones(own.shape(), own.dtype()));
    }
}
