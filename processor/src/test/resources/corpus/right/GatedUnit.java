package gated_unit;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Gated linear units: a sigmoid, a tanh approximation of GELU, and SiLU as gates. */
@DtypePolicy
abstract class GatedUnit extends Layer {
    final Variable values;
    final Variable gates;

    GatedUnit(int inputs, int units) {
        values = Variable.of("values", Shape.of(inputs, units), Initializer.glorotNormal());
        gates = Variable.of("gates", Shape.of(inputs, units), Initializer.glorotNormal());
    }

    public Tensor forward(Tensor x) {
        return x.matmul(values).mul(x.matmul(gates).sigmoid());
    }
}

@DtypePolicy
abstract class GeluUnit extends Layer {
    private static final double SQRT_2_OVER_PI = Math.sqrt(2 / Math.PI);

    final Variable kernel = Variable.of("kernel", Shape.of(64, 64), Initializer.heNormal());

    public Tensor forward(Tensor x) {
        Tensor y = x.matmul(kernel);
        Tensor cube = y.mul(y).mul(y);
        Tensor inner = y.add(cube.mul(0.044715)).mul(SQRT_2_OVER_PI);
        return y.mul(0.5).mul(inner.tanh().add(1));
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class SwiGlu extends Layer {
    final Variable gate = Variable.of("gate", Shape.of(512, 1376), Initializer.truncatedNormal(0.02));
    final Variable up = Variable.of("up", Shape.of(512, 1376), Initializer.truncatedNormal(0.02));
    final Variable down = Variable.of("down", Shape.of(1376, 512), Initializer.truncatedNormal(0.02));

    public Tensor forward(Tensor x) {
        Tensor g = x.matmul(gate);
        Tensor silu = g.mul(g.sigmoid());
        return silu.mul(x.matmul(up)).matmul(down);
    }
}
