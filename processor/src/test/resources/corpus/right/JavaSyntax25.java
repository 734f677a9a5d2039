// java: 25
package java_syntax_25;

import module java.base;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;

/** Constructors that do something before they call another one. */
@DtypePolicy
abstract class JavaSyntax25 extends Layer {
    final Tensor table;
    final int rows;

    JavaSyntax25(@Float32 Tensor table, int rows) {
        if (rows < 0) {
            throw new IllegalArgumentException();
        }
        Tensor local = table.add(table);
        Supplier<Tensor> later = () -> local.relu();
        this.table = later.get();
        this.rows = rows;
        super();
    }

    JavaSyntax25(int rows) {
        Tensor made = Tensor.ones(Shape.of(rows), Dtype.FLOAT32);
        this(made.add(made), rows);
    }

    public Tensor forward(Tensor x) {
        return x.add(table.cast(x.dtype()));
    }
}

class Base25 {
    final Tensor held;

    Base25(Tensor held) {
        this.held = held;
    }
}

class Derived25 extends Base25 {
    final Tensor own;

    Derived25(@Float32 Tensor x) {
        Tensor twice = x.add(x);
        own = twice;
        class Local {
            Tensor thrice() {
                return twice.add(x);
            }
        }
        super(new Local().thrice());
    }
}
