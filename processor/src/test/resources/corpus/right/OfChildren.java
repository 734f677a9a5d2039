// policies: mixed_float16, mixed_bfloat16, float32
package of_children;

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

/** Variables and helpers of child layers, used by their owner. */
@DtypePolicy
abstract class Table extends Layer {
    final Variable rows = Variable.of("rows", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(@Int32 Tensor ids) {
        return rows.asTensor().gather(ids);
    }

    @ComputeDtype
    Tensor logits(@ComputeDtype Tensor x) {
        return x.matmul(rows.asTensor().transpose());
    }

    Tensor undeclared(Tensor x) {
        return x.matmul(rows);
    }

    final Tensor flipped() {
        return rows.asTensor().transpose();
    }
}

@DtypePolicy("float32")
abstract class WideTable extends Layer {
    final Variable rows = Variable.of("rows", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(@Int32 Tensor ids) {
        return rows.asTensor().gather(ids);
    }

    @ComputeDtype
    Tensor logits(@ComputeDtype Tensor x) {
        return x.matmul(rows.asTensor().transpose());
    }
}

@DtypePolicy("POLICY")
abstract class OfChildren extends Layer {
    final Table table = new CastingTable();
    final Table precise = new CastingTable(Policy.of("float32"));
    final WideTable wide = new CastingWideTable();
    final Table given;

    OfChildren(Table given) {
        this.given = given;
    }

    public Tensor forward(@Int32 Tensor ids) {
        Tensor x = table.forward(ids);
        Tensor y = x.matmul(table.rows).add(table.logits(x)).add(table.undeclared(x)).add(table.flipped());
        Tensor z = x.cast(Dtype.FLOAT32).matmul(wide.rows).add(wide.logits(x.cast(Dtype.FLOAT32)));
        Tensor w = x.cast(precise.computeDtype()).matmul(precise.rows).add(precise.logits(x.cast(Dtype.FLOAT32)));
        Tensor v = z.add(w).add(wide.rows.value()).add(precise.forward(ids));
        Tensor u = x.matmul(given.rows).add(given.logits(x)).add(given.forward(ids));
        return v.cast(computeDtype()).add(y).add(u);
    }
}

@DtypePolicy
abstract class BareOwner extends Layer {
    final Table table = new CastingTable();

    public Tensor forward(@Int32 Tensor ids) {
        Tensor x = table.forward(ids);
        return x.matmul(table.rows).add(table.logits(x)).matmul(table.flipped());
    }
}
