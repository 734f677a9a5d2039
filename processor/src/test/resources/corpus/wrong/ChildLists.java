package child_lists;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import java.util.List;

/** Children in lists, arrays and maps under a policy of their own; policies from constants. */
@DtypePolicy
abstract class Member extends Layer {
    public Tensor forward(Tensor x) {
        return x.relu();
    }
}

@DtypePolicy("float64")
abstract class DoubleMember extends Layer {
    public Tensor forward(Tensor x) {
        return x.relu();
    }
}

@DtypePolicy("mixed_float16")
abstract class ChildLists extends Layer {
    @DtypePolicy("float32")
    final List<Member> wide = List.of(new CastingMember(), new CastingMember());
    final List<DoubleMember> doubles = List.of(new CastingDoubleMember());
    final DoubleMember[] array = {new CastingDoubleMember()};

    public Tensor forward(Tensor x) {
        // error@37: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = x.add(wide.get(0).forward(x));
        // error@40: [DtypeMismatch] sub: left is float16, right is float64
        Tensor b = x.sub(doubles.get(0).forward(x));
        // error@34: [DtypeMismatch] mul: left is float16, right is float64
        Tensor c = x.mul(array[0].forward(x));
        for (DoubleMember one : doubles) {
            // error@22: [DtypeMismatch] div: left is float16, right is float64
            x.div(one.forward(x));
        }
        return a.add(b).add(c);
    }
}
