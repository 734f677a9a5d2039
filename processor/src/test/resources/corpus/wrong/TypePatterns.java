package type_patterns;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.NoCast;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** Patterns that bind tensors. */
sealed interface Given permits Wide, Plain {}

record Wide(@Float32 Tensor values) implements Given {}

record Plain(@Int32 Tensor ids) implements Given {}

@DtypePolicy("mixed_float16")
abstract class TypePatterns extends Layer {
    final Variable table = Variable.of("table", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(@NoCast Given given) {
        if (given instanceof Wide wide) {
            // error@41: [DtypeMismatch] matmul: left is float32, right is float16
            return wide.values().matmul(table);
        }
        if (given instanceof Plain plain && plain.ids().size() > 0) {
            // error@55: [IndexDtype] gather: ids are float16, but must be int32 or int64
            return table.asTensor().gather(plain.ids().cast(computeDtype()));
        }
        return table.asTensor();
    }

    Tensor right(Given given) {
        if (!(given instanceof Wide wide)) {
            return table.asTensor().gather(((Plain) given).ids());
        }
        return wide.values().cast(computeDtype()).matmul(table);
    }

    Tensor bound(Object value, @ComputeDtype Tensor x) {
        Object wide = x.cast(Dtype.FLOAT32);
        if (wide instanceof Tensor tensor) {
            // error@26: [DtypeMismatch] add: left is float16, right is float32
            return x.add(tensor);
        }
        return x;
    }
}
