// policies: float32, mixed_float16, mixed_bfloat16
package generic_helpers;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Operand;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generic methods and classes through which tensors pass. */
final class Pair<A, B> {
    final A first;
    final B second;

    Pair(A first, B second) {
        this.first = first;
        this.second = second;
    }

    A first() {
        return first;
    }

    <C> Pair<C, B> withFirst(C other) {
        return new Pair<>(other, second);
    }

    static <T> T either(boolean condition, T one, T other) {
        return condition ? one : other;
    }

    static <T extends Operand> List<Tensor> tensors(List<T> operands) {
        List<Tensor> result = new ArrayList<>();
        for (T operand : operands) {
            result.add(operand.asTensor());
        }
        return result;
    }
}

@DtypePolicy("POLICY")
abstract class GenericHelpers extends Layer {
    final Variable left = Variable.of("left", Shape.of(4), Initializer.ones());
    final Variable right = Variable.of("right", Shape.of(4), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Pair<Tensor, Tensor> pair = new Pair<>(x.mul(left), x.add(right));
        Tensor chosen = Pair.either(isTraining(), pair.first(), pair.second);
        Pair<Tensor, Tensor> other = pair.withFirst(chosen.cast(Dtype.FLOAT32));
        Optional<Tensor> maybe = Optional.of(other.second).filter(t -> t.size() > 0);
        List<Tensor> read = Pair.tensors(List.of(left, right));
        Tensor fallback = maybe.orElse(x);
        return fallback.add(x).add(read.get(0)).add(sum(x, left, right));
    }

    private static Tensor sum(Operand first, Operand... rest) {
        Tensor sum = first.asTensor();
        for (Operand one : rest) {
            sum = sum.add(one);
        }
        return sum;
    }
}
