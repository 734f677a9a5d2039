package zero_state;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** A recurrent state that starts as float32 zeros. */
@DtypePolicy("mixed_float16")
abstract class ZeroState extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.glorotUniform());
    final Variable recurrent = Variable.of("recurrent", Shape.of(8, 8), Initializer.glorotUniform());

    public Tensor forward(Tensor sequence) {
        Tensor state = Tensor.zeros(Shape.of(4, 8));
        for (int t = 0; t < sequence.shape().size(0); t++) {
            Tensor x = sequence.slice(0, t, t + 1);
            // error@55: [DtypeMismatch] matmul: left is float32, right is float16
            //   state is float32: Tensor.zeros(Shape.of(4, 8)) makes float32 (line 17)
            //   recurrent is float16: a variable, read in the compute dtype of policy 'mixed_float16' (class ZeroState, line 11)
            state = x.matmul(kernel).add(state.matmul(recurrent)).tanh();
        }
        return state;
    }
}

@DtypePolicy("mixed_float16")
abstract class RightState extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.glorotUniform());
    final Variable recurrent = Variable.of("recurrent", Shape.of(8, 8), Initializer.glorotUniform());

    public Tensor forward(Tensor sequence) {
        Tensor state = Tensor.zeros(Shape.of(4, 8), sequence.dtype());
        for (int t = 0; t < sequence.shape().size(0); t++) {
            Tensor x = sequence.slice(0, t, t + 1);
            state = x.matmul(kernel).add(state.matmul(recurrent)).tanh();
        }
        return state;
    }
}

/** One step of it, unrolled by hand. */
@DtypePolicy("mixed_bfloat16")
abstract class FirstStep extends Layer {
    final Variable recurrent = Variable.of("recurrent", Shape.of(8, 8), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        Tensor state = Tensor.zeros(x.shape());
        // error@36: [DtypeMismatch] matmul: left is float32, right is bfloat16
        Tensor next = state.matmul(recurrent);
        return next.add(x);
    }
}
