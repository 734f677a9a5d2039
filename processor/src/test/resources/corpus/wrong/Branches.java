package branches;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Island extends Layer {
    public Tensor forward(Tensor x, boolean wide) {
        Tensor h = x;
        if (wide) {
            h = x.cast(Dtype.FLOAT32).sigmoid();
        }
        Tensor both = h.mul(h.tanh());
        Tensor fine = h.cast(computeDtype()).add(x);
        // error@22: [BranchDtype] add: right is float16 or float32, depending on the path
        //   h is float32 on one path: cast to float32 (line 12)
        //   h is float16 on another: compute dtype of policy 'mixed_float16' (class Island, line 7)
        //   x is float16: compute dtype of policy 'mixed_float16' (class Island, line 7)
        //   Fix: h.cast(x.dtype())
        return x.add(h).add(fine).add(both.cast(x.dtype()));
    }
}

@DtypePolicy("mixed_float16")
abstract class Choice extends Layer {
    public Tensor forward(Tensor x, boolean wide) {
        // error@21: [BranchDtype] forward: the result is float16 or float32, depending on the path
        //   wide ? x.cast(Dtype.FLOAT32) : x is float32 on one path: cast to float32 (line 32)
        //   wide ? x.cast(Dtype.FLOAT32) : x is float16 on another: compute dtype of policy 'mixed_float16' (class Choice, line 25)
        //   Fix: (wide ? x.cast(Dtype.FLOAT32) : x).cast(computeDtype())
        return wide ? x.cast(Dtype.FLOAT32) : x;
    }

    Tensor loop(@ComputeDtype Tensor x) {
        Tensor h = x;
        for (int i = 0; i < 3; i++) {
            // error@17: [BranchDtype] add: left is float16 or float32, depending on the path
            //   h is float16 on one path: compute dtype of policy 'mixed_float16' (class Choice, line 25)
            //   h is float32 on another: cast to float32 (line 45)
            //   x is float16: compute dtype of policy 'mixed_float16' (class Choice, line 25)
            //   Fix: h.cast(x.dtype())
            h = h.add(x);
            if (i == 1) {
                h = h.cast(Dtype.FLOAT32);
            }
        }
        return h;
    }
}
