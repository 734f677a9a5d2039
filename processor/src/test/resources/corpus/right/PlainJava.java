package plain_java;

import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import java.util.HashMap;
import java.util.Map;

/** No tensors that anyone declared: nothing to say. */
final class PlainJava {
    private final Map<String, Integer> counts = new HashMap<>();

    int count(String word) {
        return counts.merge(word, 1, Integer::sum);
    }

    static Tensor unknown(Tensor a, Tensor b) {
        return a.add(b).mul(1e-12).add(-1e9);
    }

    static Tensor both(boolean which, @Float32 Tensor a, Tensor b) {
        Tensor either = which ? a : b;
        return either.add(a);
    }

    static String show(Object value) {
        return value instanceof Tensor tensor ? tensor.dtype() + " " + tensor.shape() : String.valueOf(value);
    }
}
