package key_value_cache;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Decoding token by token, with what was computed before kept in fields. */
@DtypePolicy
abstract class KeyValueCache extends Layer {
    final Variable queries = Variable.of("queries", Shape.of(16, 16), Initializer.glorotUniform());
    final Variable keys = Variable.of("keys", Shape.of(16, 16), Initializer.glorotUniform());
    final Variable values = Variable.of("values", Shape.of(16, 16), Initializer.glorotUniform());
    private Tensor pastKeys;
    private Tensor pastValues;

    public Tensor forward(Tensor x) {
        Tensor k = x.matmul(keys);
        Tensor v = x.matmul(values);
        pastKeys = pastKeys == null ? k : Tensor.concat(1, pastKeys, k);
        pastValues = pastValues == null ? v : Tensor.concat(1, pastValues, v);
        Tensor scores = x.matmul(queries).matmul(pastKeys.transpose(0, 2, 1)).mul(0.25);
        return scores.softmax(-1).matmul(pastValues);
    }

    void forget() {
        pastKeys = null;
        pastValues = null;
    }
}
