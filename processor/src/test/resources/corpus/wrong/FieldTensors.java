package field_tensors;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;

/** Tensors in fields: final ones from where they are assigned, others by their qualifier. */
@DtypePolicy("mixed_float16")
abstract class FieldTensors extends Layer {
    private static final Tensor TABLE = Tensor.of(new float[] {1, 2, 3}, Shape.of(3));
    private final Tensor window = Tensor.ones(Shape.of(3));
    private final Tensor built;
    private @Float32 Tensor given;
    private Tensor anything = Tensor.ones(Shape.of(3));

    FieldTensors(boolean wide) {
        built = wide ? Tensor.zeros(Shape.of(3)) : Tensor.ones(Shape.of(3));
        given = built;
    }

    public Tensor forward(Tensor x) {
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(TABLE);
        // error@26: [DtypeMismatch] mul: left is float16, right is float32
        Tensor b = x.mul(window);
        // error@30: [DtypeMismatch] sub: left is float16, right is float32
        Tensor c = x.sub(this.built);
        // error@26: [DtypeMismatch] div: left is float16, right is float32
        Tensor d = x.div(given);
        // error@17: [DtypeMismatch] given is float32, the value is float16
        given = x;
        Tensor fine = x.add(anything).add(TABLE.add(window).add(given).cast(x.dtype()));
        anything = x.cast(Dtype.FLOAT32);
        // error@26: [DtypeMismatch] add: left is float16, right is float32
        Tensor e = x.add(anything);
        return a.add(b).add(c).add(d).add(e).add(fine);
    }
}
