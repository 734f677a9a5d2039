package records;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** Records of tensors as inputs, results and carriers inside of a method. */
record Batch(Tensor values, @Bool Tensor mask, @Int32 Tensor positions) {}

record State(Tensor hidden, Tensor memory) {
    State scaled(double factor) {
        return new State(hidden.mul(factor), memory.mul(factor));
    }
}

record Statistics(@Float32 Tensor mean, @Float32 Tensor variance) {
    static Statistics of(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        Tensor mean = wide.mean(0);
        return new Statistics(mean, wide.sub(mean).square().mean(0));
    }
}

@DtypePolicy
abstract class BatchEncoder extends Layer {
    final Variable table = Variable.of("table", Shape.of(128, 8), Initializer.randomNormal(0.1));

    public Tensor forward(Batch batch) {
        Tensor placed = batch.values().add(table.asTensor().gather(batch.positions()));
        return placed.mul(batch.mask().cast(placed.dtype()));
    }
}

@DtypePolicy
abstract class LstmCell extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(16, 32), Initializer.glorotUniform());

    public State forward(Tensor x, State state) {
        Tensor all = Tensor.concat(-1, x, state.hidden()).matmul(kernel);
        Tensor forget = all.slice(-1, 0, 8).sigmoid();
        Tensor input = all.slice(-1, 8, 16).sigmoid();
        Tensor output = all.slice(-1, 16, 24).sigmoid();
        Tensor candidate = all.slice(-1, 24, 32).tanh();
        Tensor memory = forget.mul(state.memory()).add(input.mul(candidate));
        return new State(output.mul(memory.tanh()), memory);
    }
}

@DtypePolicy(only = {"float32", "mixed_float16", "mixed_bfloat16"})
abstract class Standardizer extends Layer {
    public Tensor forward(Tensor x) {
        Statistics statistics = Statistics.of(x);
        Tensor wide = x.cast(Dtype.FLOAT32).sub(statistics.mean());
        return wide.div(statistics.variance().add(1e-6).sqrt()).cast(x.dtype());
    }
}
