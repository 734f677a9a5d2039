package child_variables;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Int32;

/** Variables and declared results of a child under another policy. */
@DtypePolicy
abstract class Rows extends Layer {
    final Variable rows = Variable.of("rows", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(@Int32 Tensor ids) {
        return rows.asTensor().gather(ids);
    }

    @ComputeDtype
    Tensor logits(@ComputeDtype Tensor x) {
        return x.matmul(rows.asTensor().transpose());
    }
}

@DtypePolicy("float32")
abstract class WideRows extends Layer {
    final Variable rows = Variable.of("rows", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(@Int32 Tensor ids) {
        return rows.asTensor().gather(ids);
    }

    @ComputeDtype
    Tensor logits(@ComputeDtype Tensor x) {
        return x.matmul(rows.asTensor().transpose());
    }
}

@DtypePolicy("mixed_float16")
abstract class ChildVariables extends Layer {
    final Rows table = new CastingRows();
    final Rows precise = new CastingRows(Policy.of("float32"));
    final WideRows wide = new CastingWideRows();

    public Tensor forward(@Int32 Tensor ids) {
        Tensor x = table.forward(ids);
        // error@33: [DtypeMismatch] matmul: left is float16, right is float32
        Tensor a = x.matmul(wide.rows);
        // error@41: [DtypeMismatch] matmul: left is float16, right is float32
        Tensor b = x.matmul(precise.rows.asTensor());
        // error@36: [DtypeMismatch] add: left is float16, right is float32
        Tensor c = x.add(table.rows.value());
        // error@30: [DtypeMismatch] add: left is float16, right is float32
        Tensor d = x.add(wide.logits(x.cast(Dtype.FLOAT32)));
        // error@32: [DtypeMismatch] logits: x is float16, but must be float32
        Tensor e = wide.logits(x);
        return a.add(b).add(c).add(d).add(e.cast(x.dtype())).add(x.matmul(table.rows)).add(table.logits(x));
    }
}
