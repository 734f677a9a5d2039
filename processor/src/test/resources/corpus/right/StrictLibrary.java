// options: strict
package strict_library;

import dev.halfcaf.Operand;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.SameDtype;

/** Ops of one's own that are as general as those they are made of: what they declare is enough under strict. */
final class StrictLibrary {
    private StrictLibrary() {}

    @SameDtype
    @Floating
    static Tensor midpoint(@SameDtype @Floating Tensor first, @SameDtype @Floating Tensor second) {
        return first.add(second).div(2);
    }

    @SameDtype
    @Floating
    static Tensor lerp(@SameDtype @Floating Operand first, @SameDtype @Floating Operand second, @SameDtype double share) {
        Tensor one = first.asTensor();
        return one.add(second.asTensor().sub(one).mul(share));
    }

    static double spread(@Floating Tensor x) {
        return x.max().sub(x.min()).item();
    }
}
