package loose_variables;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Layers extends Layer {
    final Variable kept;
    Variable late;
    final List<Variable> listed = new ArrayList<>();

    protected Layers(boolean which) {
        Variable first = Variable.of("first", Shape.of(3), Initializer.zeros());
        kept = first;
        // warning@17: [LooseVariable] Variable.of("dropped", Shape.of(3), Initializ... is assigned to no field
        //   A layer binds and trains the variables in its fields; this one cannot be read.
        //   Fix: a field, final Variable ..., assigned in the constructor; for numbers that are not kept, a Tensor.
        Variable.of("dropped", Shape.of(3), Initializer.zeros());
        // warning@34: [LooseVariable] Variable.of("local", Shape.of(3), Initializer... is assigned to no field
        //   A layer binds and trains the variables in its fields; this one cannot be read.
        //   Fix: a field, final Variable ..., assigned in the constructor; for numbers that are not kept, a Tensor.
        Variable local = Variable.of("local", Shape.of(3), Initializer.zeros());
        String name = local.name();
        listed.add(Variable.of("listed", Shape.of(3), Initializer.zeros()));
        Variable either;
        if (which) {
            either = Variable.of("a", Shape.of(3), Initializer.zeros());
        } else {
            either = Variable.of("b", Shape.of(3), Initializer.zeros());
        }
        late = either;
    }

    public Tensor forward(Tensor x) {
        // warning@30: [LooseVariable] Variable.of("inline", Shape.of(3), Initialize... is assigned to no field
        //   A layer binds and trains the variables in its fields; this one cannot be read.
        //   Fix: a field, final Variable ..., assigned in the constructor; for numbers that are not kept, a Tensor.
        return x.add(Variable.of("inline", Shape.of(3), Initializer.zeros())).add(kept);
    }

    static Variable make() {
        return Variable.of("made", Shape.of(3), Initializer.zeros());
    }
}
