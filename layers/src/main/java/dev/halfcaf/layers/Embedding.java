package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Integral;

/**
 * A row of a table for each id. The table (rows, features) starts uniform within ±0.05, as in Keras. Ids are integers
 * under every policy: float16 counts to 2048 only.
 */
@DtypePolicy
public abstract class Embedding extends Layer {
    private static final double LIMIT = 0.05;

    final Variable table;

    /** A table of that size. */
    protected Embedding(int rows, int features) {
        this.table = Variable.of("table", Shape.of(rows, features), Initializer.randomUniform(-LIMIT, LIMIT));
    }

    /** The table, (rows, features). */
    public Variable table() {
        return table;
    }

    /**
     * The rows with these ids.
     *
     * @param ids any shape, int32 or int64, each from 0 to rows - 1
     * @return (..., features), with the axes of the ids before it
     */
    public Tensor forward(@Integral Tensor ids) {
        return table.asTensor().gather(ids);
    }
}
