package recurrent;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Bool;
import java.util.ArrayList;
import java.util.List;

/** A GRU cell, unrolled over time by a loop that carries its state. */
@DtypePolicy
abstract class GruCell extends Layer {
    final int units;
    final Variable kernel;
    final Variable recurrent;
    final Variable bias;

    GruCell(int inputs, int units) {
        this.units = units;
        kernel = Variable.of("kernel", Shape.of(inputs, 3 * units), Initializer.glorotUniform());
        recurrent = Variable.of("recurrent", Shape.of(units, 3 * units), Initializer.glorotUniform());
        bias = Variable.of("bias", Shape.of(3 * units), Initializer.zeros());
    }

    public Tensor forward(Tensor x, Tensor state) {
        Tensor given = x.matmul(kernel).add(bias);
        Tensor remembered = state.matmul(recurrent);
        Tensor reset = part(given, 0).add(part(remembered, 0)).sigmoid();
        Tensor update = part(given, 1).add(part(remembered, 1)).sigmoid();
        Tensor candidate = part(given, 2).add(reset.mul(part(remembered, 2))).tanh();
        return update.mul(state).add(update.neg().add(1).mul(candidate));
    }

    private Tensor part(Tensor whole, int index) {
        return whole.slice(-1, index * units, (index + 1) * units);
    }
}

@DtypePolicy
abstract class Recurrent extends Layer {
    final GruCell cell;
    final int units;

    Recurrent(int inputs, int units) {
        cell = new CastingGruCell(inputs, units);
        this.units = units;
    }

    public Tensor forward(Tensor sequence) {
        int steps = sequence.shape().size(1);
        Tensor state = Tensor.zeros(Shape.of(sequence.shape().size(0), units), sequence.dtype());
        for (int t = 0; t < steps; t++) {
            Tensor x = sequence.slice(1, t, t + 1).reshape(sequence.shape().size(0), -1);
            state = cell.forward(x, state);
        }
        return state;
    }
}

/** Keeps every state, walks backwards, and stops early. */
@DtypePolicy
abstract class BackwardRecurrent extends Layer {
    final GruCell cell = new CastingGruCell(32, 32);

    public Tensor forward(Tensor sequence, @Bool Tensor stops) {
        List<Tensor> states = new ArrayList<>();
        Tensor state = null;
        int t = sequence.shape().size(0);
        while (t-- > 0) {
            Tensor x = sequence.slice(0, t, t + 1);
            state = state == null ? x : cell.forward(x, state);
            states.add(state);
            if (stops.slice(0, t, t + 1).item() != 0) {
                break;
            }
        }
        return Tensor.concat(0, states.toArray(new Tensor[0]));
    }
}
