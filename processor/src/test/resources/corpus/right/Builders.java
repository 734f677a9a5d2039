// policies: mixed_float16, mixed_bfloat16, float32
package builders;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Objects that gather tensors: fluent, mutable, static nested, with tensors in static and inherited fields. */
@DtypePolicy("POLICY")
abstract class Builders extends Layer {
    static final class Sum {
        private Tensor total;
        private final List<Tensor> all = new ArrayList<>();

        Sum plus(Tensor x) {
            total = total == null ? x : total.add(x);
            all.add(x);
            return this;
        }

        Tensor get() {
            return total;
        }
    }

    abstract static class Held {
        protected Tensor held = Tensor.zeros(Shape.of(1));
        static Tensor shared = Tensor.zeros(Shape.of(1));
    }

    static final class Holder extends Held {
        Holder(Tensor x) {
            held = x;
            shared = x;
        }
    }

    public Tensor forward(Tensor x) {
        Sum sum = new Sum().plus(x).plus(x.relu());
        Holder holder = new Holder(x);
        Holder.shared = x;
        return sum.get().add(x).add(holder.held).add(Holder.shared).add(sum.plus(x).all.get(0));
    }
}
