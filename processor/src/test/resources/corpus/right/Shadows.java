// policies: mixed_float16, float32
package shadows;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float16;
import java.util.function.Function;

/** Names that hide others, parameters that are assigned, conditions that assign. */
@DtypePolicy("POLICY")
abstract class Shadows extends Layer {
    private Tensor x = Tensor.ones(Shape.of(3));

    public Tensor forward(Tensor x) {
        Tensor wide = this.x.add(Tensor.ones(Shape.of(3)));
        x = x.relu();
        this.x = wide;
        Function<Tensor, Tensor> f = y -> {
            Tensor z = y.cast(Dtype.FLOAT32);
            return z.add(wide);
        };
        Tensor next;
        if ((next = x.neg()) != null && next.size() > 0) {
            x = next;
        }
        int i = 0;
        Tensor[] two = {x, x};
        two[i++] = two[i].add(x);
        x = x.add(two[0]).mul(i += 2);
        return x.add(f.apply(x).cast(x.dtype()));
    }

    static Tensor chained(@Float16 Tensor a) {
        Tensor b;
        Tensor c = b = a.cast(Dtype.FLOAT32);
        return b.add(c);
    }

    void nothing(@ComputeDtype Tensor x) {
        if (false) {
            x.add(Tensor.ones(x.shape()));
        }
        for (; ; ) {
            break;
        }
        ;
        synchronized (this) {
            x.add(x);
        }
        label:
        {
            if (x.size() > 2) {
                break label;
            }
            x = x.add(x);
        }
    }
}
