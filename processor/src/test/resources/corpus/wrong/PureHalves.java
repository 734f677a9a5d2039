package pure_halves;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NonTrainable;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Trained variables in 16 bits: warned of, but for those that ask for it. */
// warning@14: [PureHalf] PureHalves trains kernel in pure float16.
//   Policy 'float16' comes from class pure_halves.PureHalves. It keeps variables in 16 bits, where most updates of training round to nothing. 'mixed_float16' computes in float16, too, and keeps them in float32.
//   Fix: "mixed_float16"; or @SuppressWarnings("halfcaf:PureHalf") if it is meant.
@DtypePolicy("float16")
abstract class PureHalves extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy("float16")
abstract class NothingTrained extends Layer {
    @NonTrainable final Variable scale = Variable.of("scale", Shape.of(2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.mul(scale);
    }
}

@DtypePolicy("mixed_float16")
abstract class MixedHalves extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@SuppressWarnings("halfcaf:PureHalf")
@DtypePolicy("float16")
abstract class SilentHalves extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

// warning@14: [PureHalf] BrainPureHalves trains kernel in pure bfloat16.
//   Policy 'bfloat16' comes from class pure_halves.BrainPureHalves. It keeps variables in 16 bits, where most updates of training round to nothing. 'mixed_bfloat16' computes in bfloat16, too, and keeps them in float32.
@DtypePolicy("bfloat16")
abstract class BrainPureHalves extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy("bfloat16")
abstract class BrainNothingTrained extends Layer {
    @NonTrainable final Variable scale = Variable.of("scale", Shape.of(2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.mul(scale);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class BrainMixedHalves extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@SuppressWarnings("halfcaf:PureHalf")
@DtypePolicy("bfloat16")
abstract class BrainSilentHalves extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

/** Bare classes within, and in a field: what the build resolves counts. */
@DtypePolicy("float16")
abstract class HalfSurroundings extends Layer {
    // warning@5: [PureHalf] Within trains kernel in pure float16.
    //   Policy 'float16' comes from class pure_halves.HalfSurroundings. It keeps variables in 16 bits, where most updates of training round to nothing. 'mixed_float16' computes in float16, too, and keeps them in float32.
    //   Fix: "mixed_float16"; or @SuppressWarnings("halfcaf:PureHalf") if it is meant.
    @DtypePolicy
    abstract static class Within extends Layer {
        final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

        public Tensor forward(Tensor x) {
            return x.matmul(kernel);
        }
    }

    @DtypePolicy("float16")
    final Within field = new CastingHalfSurroundings_Within();

    @DtypePolicy("mixed_float16")
    final Within right = new CastingHalfSurroundings_Within();

    public Tensor forward(Tensor x) {
        return x;
    }
}
