package record_inputs;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;

/** Records that enter forward are cast as tensors are. */
record Inputs(Tensor left, Tensor right, @Float32 Tensor mask) {}

@DtypePolicy("mixed_float16")
abstract class RecordInputs extends Layer {
    public Tensor forward(Inputs parts) {
        Tensor fine = parts.left().add(parts.right());
        // error@31: [DtypeMismatch] add: left is float16, right is float32
        return fine.add(Tensor.ones(fine.shape()));
    }
}

@DtypePolicy("mixed_float16")
abstract class RightInputs extends Layer {
    public Tensor forward(Inputs inputs) {
        Tensor sum = inputs.left().add(inputs.right());
        return sum.add(Tensor.ones(sum.shape(), sum.dtype())).mul(inputs.mask().cast(sum.dtype()));
    }
}
