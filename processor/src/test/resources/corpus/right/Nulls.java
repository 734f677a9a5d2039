package nulls;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Bool;
import java.util.Objects;
import java.util.Optional;

/** Inputs that may be missing. */
@DtypePolicy
abstract class Nulls extends Layer {
    public Tensor forward(Tensor x, Tensor context, @Bool Tensor mask) {
        Tensor y = x;
        if (context != null) {
            y = y.add(context);
        }
        if (mask != null) {
            y = y.mul(mask.cast(y.dtype()));
        }
        Tensor extra = null;
        for (int i = 0; i < 2; i++) {
            extra = extra == null ? y : extra.add(y);
        }
        return Objects.requireNonNull(extra).add(Optional.ofNullable(context).orElse(x));
    }
}
