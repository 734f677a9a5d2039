package inheritance;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;

/** A base class with helpers and variables, two policied subclasses, one of them under a policied class. */
abstract class Block extends Layer {
    final Variable scale = Variable.of("scale", Shape.of(8), Initializer.ones());

    protected Tensor scaled(Tensor x) {
        return x.mul(scale);
    }

    @ComputeDtype
    protected Tensor constant(double value) {
        return Tensor.scalar(value, computeDtype());
    }

    protected final Tensor shifted(Tensor x) {
        return x.add(1);
    }
}

@DtypePolicy("mixed_float16")
abstract class HalfBlock extends Block {
    public Tensor forward(Tensor x) {
        return scaled(x).add(constant(2)).add(shifted(x));
    }
}

@DtypePolicy
abstract class AnyBlock extends Block {
    final Variable bias = Variable.of("bias", Shape.of(8), Initializer.zeros());

    public Tensor forward(Tensor x) {
        return scaled(x).add(constant(2).add(bias)).mul(x);
    }
}

@DtypePolicy
abstract class DeeperBlock extends HalfBlock {
    final Variable more = Variable.of("more", Shape.of(8), Initializer.zeros());

    @Override
    public Tensor forward(Tensor x) {
        return super.forward(x).add(more).add(x);
    }

    @Override
    protected Tensor scaled(Tensor x) {
        return super.scaled(x).mul(more);
    }
}
