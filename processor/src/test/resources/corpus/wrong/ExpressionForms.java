package expression_forms;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Operand;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Positions within long expressions. */
@DtypePolicy("mixed_float16")
abstract class ExpressionForms extends Layer {
    final Variable scale = Variable.of("scale", Shape.of(4), Initializer.ones());

    public Tensor forward(Tensor x) {
        Tensor wide = Tensor.ones(x.shape());
        return x.mul(2)
                .add(1)
                // error@22: [DtypeMismatch] sub: left is float16, right is float32
                .sub(wide)
                .relu();
    }

    Tensor inner(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        // error@34: [DtypeMismatch] add: left is float16, right is float32
        return x.mul(x.neg().add((wide)));
    }

    Tensor assigned(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        Tensor y;
        // error@24: [DtypeMismatch] add: left is float16, right is float32
        return x.add(y = wide).mul(y.size());
    }

    Tensor cast(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        // error@22: [DtypeMismatch] mul: left is float16, right is float32
        return x.mul((Tensor) wide);
    }

    Tensor operand(@ComputeDtype Tensor x, @Float32 Operand wide) {
        // error@22: [DtypeMismatch] mul: left is float16, right is float32
        return x.mul(wide);
    }

    double number(@Float32 Tensor wide) {
        // error@29: [DtypeMismatch] add: left is float32, right is float16
        return 1 + wide.add(scale).item() * 2;
    }

    boolean compared(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        // error@39: [DtypeMismatch] gt: left is float16, right is float32
        return x.size() > 1 && !(x.gt(wide).toBooleanArray()[0]);
    }

    Tensor[] arrays(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        // error@39: [DtypeMismatch] add: left is float16, right is float32
        return new Tensor[] {x, x.add(wide), null};
    }
}
