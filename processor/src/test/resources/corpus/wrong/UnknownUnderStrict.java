// options: strict
package unknown_under_strict;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;

/** Values of which nobody says the dtype, where it matters. */
final class UnknownUnderStrict {
    private UnknownUnderStrict() {}

    static Tensor sum(Tensor a, Tensor b) {
        // warning@16: [UnknownDtype] the dtype of a is not known
        //   a is declared without a dtype (line 12).
        //   Fix: a qualifier on the declaration, such as @Float32; or a cast.
        return a.add(b);
    }

    static Tensor also(@Float32 Tensor a, @Float32 Tensor b) {
        return a.add(b).relu();
    }

    static Tensor taken(Tensor ids, @Float32 Tensor table) {
        // warning@29: [UnknownDtype] the dtype of ids is not known
        return table.gather(ids);
    }

    @Float32
    static Tensor given(Tensor x) {
        // warning@16: [UnknownDtype] the dtype of x is not known
        return x;
    }

    static Tensor cast(Tensor x) {
        return x.cast(Dtype.FLOAT32).add(1);
    }

    @SuppressWarnings("halfcaf:UnknownDtype")
    static Tensor silenced(Tensor a, Tensor b) {
        return a.add(b);
    }
}
