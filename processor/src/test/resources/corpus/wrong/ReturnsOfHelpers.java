package returns_of_helpers;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float16;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Integral;
import dev.halfcaf.qualifier.VariableDtype;

/** Helpers with a qualifier on their result, and bodies that give another. */
final class Conversions {
    private Conversions() {}

    @Float32
    static Tensor wide(@Float16 Tensor x) {
        // error@17: [ReturnDtype] wide: the result is float16, but must be float32
        return x.relu();
    }

    @Float32
    static Tensor rightlyWide(@Float16 Tensor x) {
        return x.relu().cast(Dtype.FLOAT32);
    }

    @Bool
    static Tensor mask(@Float32 Tensor x) {
        // error@23: [ReturnDtype] mask: the result is float32, but must be bool
        return x.gt(0).cast(Dtype.FLOAT32);
    }

    @Bool
    static Tensor rightMask(@Float32 Tensor x) {
        return x.gt(0);
    }

    @Integral
    static Tensor ids(@Float32 Tensor x, boolean wide) {
        if (wide) {
            return x.argmax(-1).cast(Dtype.INT64);
        }
        // error@17: [ReturnDtype] ids: the result is float32, but must be int32 or int64
        return x.max(-1);
    }

    @Floating
    static Tensor any(@Int32 Tensor x, Dtype dtype) {
        if (dtype.isFloating()) {
            return x.cast(dtype);
        }
        // error@16: [ReturnDtype] any: the result is int32, but must be floating
        return x;
    }

    // warning@32: [UselessSuppression] "halfcaf:ReturnDtype" silences nothing: ReturnDtype cannot be silenced
    //   What it finds throws when it runs, or loses what is trained.
    //   Fix: mend what it reports, and remove this.
    @Float16 @SuppressWarnings("halfcaf:ReturnDtype")
    static Tensor notSilenced(@Float32 Tensor x) {
        // error@16: [ReturnDtype] notSilenced: the result is float32, but must be float16
        return x;
    }
}

@DtypePolicy("mixed_float16")
abstract class QualifiedHelpers extends Layer {
    public Tensor forward(Tensor x) {
        return own(x.cast(Dtype.FLOAT32)).add(x);
    }

    @ComputeDtype
    private Tensor own(@Float32 Tensor x) {
        // error@17: [ReturnDtype] own: the result is float32, but must be float16
        return x.tanh();
    }

    @VariableDtype
    Tensor kept(@ComputeDtype Tensor x) {
        // error@17: [ReturnDtype] kept: the result is float16, but must be float32
        return x.tanh();
    }

    @VariableDtype
    Tensor rightlyKept(@ComputeDtype Tensor x) {
        return x.tanh().cast(variableDtype());
    }
}
