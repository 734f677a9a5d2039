// policies: float32, mixed_float16, mixed_bfloat16
package position_ids;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;

/** Positions are counted in integers, and become angles in float32. */
@DtypePolicy("POLICY")
abstract class SinusoidalPositions extends Layer {
    public Tensor forward(Tensor x) {
        int steps = x.shape().size(1);
        int width = x.shape().size(2);
        Tensor position = Tensor.arange(steps).cast(Dtype.FLOAT32).reshape(steps, 1);
        Tensor index = Tensor.arange(0, width / 2.0, 1, Dtype.FLOAT32);
        Tensor rate = index.mul(-2 * Math.log(10000) / width).exp();
        Tensor angle = position.mul(rate.reshape(1, -1));
        Tensor wave = Tensor.concat(1, angle.tanh(), angle.sigmoid());
        return x.add(wave.cast(x.dtype()));
    }
}

@DtypePolicy("POLICY")
abstract class LearnedPositions extends Layer {
    final Variable table = Variable.of("table", Shape.of(4096, 64), Initializer.randomNormal(0.02));

    public Tensor forward(Tensor x) {
        Tensor ids = Tensor.arange(0, x.shape().size(1), 1, Dtype.INT64);
        return x.add(table.asTensor().gather(ids));
    }
}

/** Positions that skip padding, counted from a bool mask. */
@DtypePolicy("POLICY")
abstract class PaddedPositions extends Layer {
    final Variable table = Variable.of("table", Shape.of(4096, 64), Initializer.randomNormal(0.02));

    public Tensor forward(Tensor x, @Bool Tensor mask) {
        int steps = x.shape().size(1);
        Tensor before = Tensor.arange(steps).reshape(steps, 1).le(Tensor.arange(steps));
        Tensor counts = mask.cast(Dtype.FLOAT32).matmul(before.cast(Dtype.FLOAT32));
        Tensor ids = counts.sub(1).maximum(Tensor.scalar(0, Dtype.FLOAT32)).cast(Dtype.INT32);
        return x.add(table.asTensor().gather(ids));
    }
}

/** Distances between positions, clipped to what the table holds. */
@DtypePolicy("POLICY")
abstract class RelativeBias extends Layer {
    private static final int FARTHEST = 128;

    final Variable bias = Variable.of("bias", Shape.of(2 * FARTHEST + 1), Initializer.zeros());

    public Tensor forward(Tensor scores) {
        int steps = scores.shape().size(-1);
        Tensor distance = Tensor.arange(steps).reshape(steps, 1).sub(Tensor.arange(steps));
        Tensor row = distance.clip(-FARTHEST, FARTHEST).add(FARTHEST);
        return scores.add(bias.asTensor().gather(row));
    }
}
