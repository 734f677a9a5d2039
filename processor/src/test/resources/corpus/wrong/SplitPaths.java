package split_paths;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** Guards and booleans that do not make paths agree. */
@DtypePolicy("mixed_float16")
abstract class SplitPaths extends Layer {
    private boolean open;

    public Tensor forward(Tensor x, boolean half) {
        Tensor y = half ? x : x.cast(Dtype.FLOAT32);
        if (y.dtype() == x.dtype()) {
            y = y.relu();
        }
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        //   y is float16 on one path: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   y is float32 on another: cast to float32 (line 16)
        //   x is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: y.cast(x.dtype())
        return x.add(y);
    }

    Tensor wrongWay(@ComputeDtype Tensor x, @Float32 Tensor table) {
        if (table.dtype() != x.dtype()) {
            // error@26: [DtypeMismatch] add: left is float16, right is float32
            //   x is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
            //   table is float32: declared @Float32 (line 28)
            //   Fix: table.cast(x.dtype())
            return x.add(table);
        }
        return x;
    }

    Tensor reassigned(@ComputeDtype Tensor x, boolean exact) {
        Tensor y = x;
        if (exact) {
            y = y.cast(Dtype.FLOAT32);
        }
        exact = !exact;
        if (exact) {
            y = y.cast(x.dtype());
        }
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        //   y is float16 on one path: cast to float16 (line 46)
        //   y is float32 on another: cast to float32 (line 42)
        //   y is float16 on another: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   x is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: y.cast(x.dtype())
        return x.add(y);
    }

    Tensor other(@ComputeDtype Tensor x, boolean first, boolean second) {
        Tensor y = x;
        if (first) {
            y = y.cast(Dtype.FLOAT32);
        }
        if (second) {
            y = y.cast(x.dtype());
        }
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        //   y is float16 on one path: cast to float16 (line 63)
        //   y is float32 on another: cast to float32 (line 60)
        //   y is float16 on another: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   x is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: y.cast(x.dtype())
        return x.add(y);
    }

    Tensor opposite(@ComputeDtype Tensor x, boolean exact) {
        Tensor a = exact ? x.cast(Dtype.FLOAT32) : x;
        Tensor b = exact ? x : x.cast(Dtype.FLOAT32);
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        //   b is float16 on one path: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   b is float32 on another: cast to float32 (line 76)
        //   a is float32 on one path: cast to float32 (line 75)
        //   a is float16 on another: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: b.cast(Dtype.FLOAT32)
        return a.add(b).cast(x.dtype());
    }

    Tensor changing(@ComputeDtype Tensor x) {
        Tensor y = open ? x.cast(Dtype.FLOAT32) : x;
        close();
        // error@33: [BranchDtype] add: right is float16 or float32, depending on the path
        //   y is float32 on one path: cast to float32 (line 87)
        //   y is float16 on another: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   x is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: y.cast(x.dtype())
        return open ? x : x.add(y);
    }

    private void close() {
        open = false;
    }

    Tensor loop(@ComputeDtype Tensor x, boolean exact) {
        Tensor y = x;
        for (int i = 0; i < 3; i++) {
            if (exact) {
                y = y.cast(Dtype.FLOAT32);
            }
            exact = i == 1;
        }
        // error@34: [BranchDtype] add: right is float16 or float32, depending on the path
        //   y is float16 on one path: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   y is float32 on another: cast to float32 (line 105)
        //   x is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: y.cast(x.dtype())
        return exact ? y : x.add(y);
    }

    Tensor unary(@ComputeDtype Tensor x, boolean exact) {
        Tensor y = (exact ? Tensor.ones(x.shape()) : x).neg();
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        //   y is float32 on one path: Tensor.ones(x.shape()) makes float32 (line 118)
        //   y is float16 on another: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   x is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: y.cast(x.dtype())
        return x.add(y);
    }

    @ComputeDtype
    Tensor returned(@ComputeDtype Tensor x, boolean exact) {
        // error@52: [BranchDtype] returned: the result is float16 or float32, depending on the path
        //   (exact ? Tensor.ones(x.shape()) : x).relu() is float32 on one path: Tensor.ones(x.shape()) makes float32 (line 133)
        //   (exact ? Tensor.ones(x.shape()) : x).relu() is float16 on another: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: (exact ? Tensor.ones(x.shape()) : x).relu().cast(computeDtype())
        return (exact ? Tensor.ones(x.shape()) : x).relu();
    }

    Tensor both(@ComputeDtype Tensor x, boolean exact) {
        // error@61: [BranchDtype] add: left is float16 or float32, depending on the path
        //   (exact ? Tensor.ones(x.shape()) : x).square()... is float32 on one path: Tensor.ones(x.shape()) makes float32 (line 142)
        //   (exact ? Tensor.ones(x.shape()) : x).square()... is float16 on another: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   x.mean() is float16: compute dtype of policy 'mixed_float16' (class SplitPaths, line 11)
        //   Fix: (exact ? Tensor.ones(x.shape()) : x).square().softmax(-1).cast(computeDtype())
        return (exact ? Tensor.ones(x.shape()) : x).square().softmax(-1).add(x.mean());
    }
}
