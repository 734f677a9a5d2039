// policies: float32, mixed_float16, mixed_bfloat16
package embedding;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Int64;
import dev.halfcaf.qualifier.Integral;

/** Token and position tables, read by integer ids. */
@DtypePolicy("POLICY")
abstract class TokenEmbedding extends Layer {
    final Variable table;

    TokenEmbedding(int tokens, int width) {
        table = Variable.of("table", Shape.of(tokens, width), Initializer.randomNormal(0.02));
    }

    public Tensor forward(@Int32 Tensor ids) {
        return table.asTensor().gather(ids);
    }
}

@DtypePolicy("POLICY")
abstract class PositionedEmbedding extends Layer {
    final Variable tokens = Variable.of("tokens", Shape.of(32000, 128), Initializer.randomNormal(0.02));
    final Variable positions = Variable.of("positions", Shape.of(1024, 128), Initializer.randomNormal(0.02));

    public Tensor forward(@Integral Tensor ids) {
        int steps = ids.shape().size(-1);
        Tensor where = Tensor.arange(steps);
        return tokens.asTensor().gather(ids).add(positions.asTensor().gather(where));
    }
}

@DtypePolicy
abstract class HashedEmbedding extends Layer {
    final Variable table = Variable.of("table", Shape.of(1024, 16), Initializer.randomUniform(-0.05, 0.05));

    public Tensor forward(@Int64 Tensor ids) {
        Tensor wide = ids.mul(2654435761.0);
        Tensor bucket = wide.sub(wide.div(1024).mul(1024)).abs();
        return table.asTensor().gather(bucket).mul(Math.sqrt(16));
    }
}
