package declared_paths;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** What is declared in a dtype is mended with that dtype, also where the policy has the same one. */
@DtypePolicy("mixed_float16")
abstract class DeclaredPaths extends Layer {
    @Float32
    public Tensor forward(Tensor x, boolean exact) {
        // error@22: [BranchDtype] forward: the result is float16 or float32, depending on the path
        //   exact ? x.cast(Dtype.FLOAT32) : x is float32 on one path: cast to float32 (line 19)
        //   exact ? x.cast(Dtype.FLOAT32) : x is float16 on another: compute dtype of policy 'mixed_float16' (class DeclaredPaths, line 11)
        //   Fix: (exact ? x.cast(Dtype.FLOAT32) : x).cast(Dtype.FLOAT32)
        return exact ? x.cast(Dtype.FLOAT32) : x;
    }

    abstract static class Table {
        @Float32
        abstract Tensor row();
    }

    Tensor whole(@ComputeDtype Tensor x, Table table, boolean exact) {
        Tensor y = exact ? x.cast(Dtype.FLOAT32) : x;
        // error@32: [BranchDtype] add: right is float16 or float32, depending on the path
        //   y is float32 on one path: cast to float32 (line 28)
        //   y is float16 on another: compute dtype of policy 'mixed_float16' (class DeclaredPaths, line 11)
        //   table.row() gives float32 (line 34)
        //   Fix: y.cast(Dtype.FLOAT32)
        return table.row().add(y);
    }
}
