// policies: float32, mixed_float16, mixed_bfloat16
package fields;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** Tensors in fields: final ones from the constructor, declared ones, and ones that anything may be put into. */
@DtypePolicy("POLICY")
abstract class Fields extends Layer {
    private static final Tensor TABLE = Tensor.of(new float[] {1, 2, 3}, Shape.of(3));
    private final Tensor window;
    private final @Float32 Tensor given;
    private Tensor last;
    @Int32 private Tensor ids = Tensor.arange(3);

    Fields(Tensor given) {
        this.window = Tensor.ones(Shape.of(3));
        this.given = given.cast(Dtype.FLOAT32);
    }

    public Tensor forward(Tensor x) {
        Tensor y = x.mul(window.add(TABLE).cast(x.dtype())).add(given.cast(x.dtype()));
        if (last != null && last.dtype() == y.dtype()) {
            y = y.add(last);
        }
        last = y.detach();
        ids = y.argmax(-1);
        Tensor wide = given.add(window).sub(TABLE.gather(ids));
        return y.add(wide.cast(computeDtype()));
    }
}
