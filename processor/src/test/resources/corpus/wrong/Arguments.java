package arguments;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.Int32;

/** Arguments of one's own methods, constructors and layers. */
final class Sink {
    @Float32 Tensor kept;

    Sink(@Float32 Tensor kept) {
        this.kept = kept;
    }

    void put(@Float32 Tensor first, @Int32 Tensor second, @Floating Tensor third) {}

    static void all(@Float32 Tensor... many) {}
}

@DtypePolicy("mixed_float16")
abstract class MaskedChild extends Layer {
    public Tensor forward(Tensor x, @Float32 Tensor mask, @Int32 Tensor lengths) {
        return x.mul(mask.cast(x.dtype()));
    }
}

@DtypePolicy("mixed_float16")
abstract class Arguments extends Layer {
    final MaskedChild child = new CastingMaskedChild();

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor ids = x.argmax(-1);
        // error@30: [DtypeMismatch] new Sink: kept is float16, but must be float32
        Sink sink = new Sink(x);
        // error@25: [DtypeMismatch] put: second is bool, but must be int32
        sink.put(wide, x.gt(0), x);
        // error@29: [DtypeMismatch] put: third is int32, but must be floating
        sink.put(wide, ids, ids);
        // error@24: [DtypeMismatch] all: many[1] is float16, but must be float32
        Sink.all(wide, x);
        // error@21: [DtypeMismatch] kept is float32, the value is float16
        sink.kept = x;
        // error@37: [DtypeMismatch] forward: mask is float16, but must be float32
        Tensor y = child.forward(x, x, ids);
        // error@46: [IndexDtype] forward: lengths are float32, but must be int32
        Tensor z = child.forward(wide, wide, wide);
        return y.add(z);
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor ids = x.argmax(-1);
        Sink sink = new Sink(wide);
        sink.put(wide, ids, x);
        Sink.all(wide, sink.kept);
        sink.kept = wide.relu();
        return child.forward(wide, wide, ids).add(child.forward(x, sink.kept, ids));
    }
}
