package round_trips;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Casts extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(3), Initializer.zeros());
    @NonTrainable
    final Variable mean = Variable.of("mean", Shape.of(3), Initializer.zeros());

    public Tensor forward(Tensor x) {
        Tensor wide = x.cast(Dtype.FLOAT32);
        // warning@47: [LossyRoundTrip] cast: back to float32 from float16, which has rounded it
        //   wide.cast(Dtype.FLOAT16) is float16: cast to float16 (line 19)
        //   It was float32 before that.
        //   Fix: drop the cast to float16.
        Tensor back = wide.cast(Dtype.FLOAT16).cast(Dtype.FLOAT32);
        // warning@25: [LossyRoundTrip] cast: from float16 to bfloat16: the one has less range, the other less precision
        //   x is float16: compute dtype of policy 'mixed_float16' (class Casts, line 7)
        //   Fix: keep one half format, or go by float32 where the numbers are made.
        Tensor brain = x.cast(Dtype.BFLOAT16);
        // warning@40: [LossyRoundTrip] cast: back to float32 from float16, in which the variable was read
        //   kernel.asTensor() is float16: a variable, read in the compute dtype of policy 'mixed_float16' (class Casts, line 7)
        //   Fix: kernel.value()
        Tensor full = kernel.asTensor().cast(Dtype.FLOAT32);
        Tensor fine = kernel.value().mul(wide);
        // warning@45: [LossyRoundTrip] assign: mean goes through float16 and back to float32
        //   mean.asTensor().mul(0.9).add(x.mul(0.1)) is float16: a variable, read in the compute dtype of policy 'mixed_float16' (class Casts, line 7)
        //   mean is kept in float32; what is added to a float16 copy of it is mostly rounded away.
        //   Fix: compute from mean.value(), which is float32.
        mean.assign(mean.asTensor().mul(0.9).add(x.mul(0.1)));
        mean.assign(mean.value().mul(0.9).add(x.cast(Dtype.FLOAT32).mul(0.1)));
        return back.add(full).add(brain.cast(Dtype.FLOAT32)).add(fine).cast(computeDtype());
    }
}
