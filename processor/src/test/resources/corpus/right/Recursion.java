package recursion;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import java.util.List;

/** Helpers that call themselves and each other. */
@DtypePolicy
abstract class TreeSum extends Layer {
    public Tensor forward(List<Tensor> parts) {
        return sum(parts, 0, parts.size());
    }

    private static Tensor sum(List<Tensor> parts, int from, int to) {
        if (to - from == 1) {
            return parts.get(from);
        }
        int middle = (from + to) / 2;
        return sum(parts, from, middle).add(sum(parts, middle, to));
    }
}

@DtypePolicy
abstract class Hourglass extends Layer {
    public Tensor forward(Tensor x) {
        return narrow(x, 3);
    }

    private Tensor narrow(Tensor x, int depth) {
        if (depth == 0) {
            return x.tanh();
        }
        return x.add(widen(x, depth - 1)).relu();
    }

    private Tensor widen(Tensor x, int depth) {
        return narrow(x.mul(2), depth).div(2);
    }
}

/** Repeated squaring; every level has the dtype of its argument. */
final class Powers {
    private Powers() {}

    static Tensor power(@Float32 Tensor matrix, int exponent) {
        if (exponent == 0) {
            return Tensor.ones(matrix.shape());
        }
        Tensor half = power(matrix, exponent / 2);
        Tensor whole = half.matmul(half);
        return exponent % 2 == 0 ? whole : whole.matmul(matrix);
    }
}
