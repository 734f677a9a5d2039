package concatenations;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Varargs, arrays and lists with one tensor of another dtype. */
@DtypePolicy("mixed_float16")
abstract class Concatenations extends Layer {
    public Tensor forward(Tensor x) {
        // error@60: [DtypeMismatch] concat: operands[0] is float16, operands[2] is float32
        Tensor first = Tensor.concat(0, x, x.relu(), Tensor.zeros(x.shape()));
        Tensor right = Tensor.concat(0, x, x.relu(), Tensor.zeros(x.shape(), x.dtype()));
        return first.add(right);
    }

    Tensor array(@ComputeDtype Tensor x) {
        Tensor[] parts = {Tensor.ones(x.shape()), Tensor.zeros(x.shape())};
        // error@27: [DtypeMismatch] add: left is float16, right is float32
        return x.add(parts[0]);
    }

    Tensor rightArray(@ComputeDtype Tensor x) {
        Tensor[] parts = {Tensor.ones(x.shape(), x.dtype()), Tensor.zeros(x.shape(), x.dtype())};
        return x.add(parts[0]);
    }

    Tensor declared(@ComputeDtype Tensor x, @Float32 Tensor[] more, @Float32 Tensor... most) {
        // error@35: [DtypeMismatch] add: left is float16, right is float32
        Tensor second = x.add(more[1]);
        // error@37: [DtypeMismatch] add: left is float16, right is float32
        Tensor third = x.add(most[0].relu());
        return second.add(third);
    }
}
