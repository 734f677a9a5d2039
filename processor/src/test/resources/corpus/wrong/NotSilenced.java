package not_silenced;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;

/** A contradiction of dtypes fails at run time, whatever is suppressed. */
@DtypePolicy("mixed_float16")
// warning@27: [UselessSuppression] "halfcaf" silences nothing: there is no such code
//   What is silenced is written "halfcaf:<Code>", such as "halfcaf:SensitiveOp".
//   Fix: write the code that the message has in brackets, or remove it.
// warning@38: [UselessSuppression] "halfcaf:DtypeMismatch" silences nothing: DtypeMismatch cannot be silenced
//   What it finds throws when it runs, or loses what is trained.
//   Fix: mend what it reports, and remove this.
// warning@63: [UselessSuppression] "halfcaf:IndexDtype" silences nothing: IndexDtype cannot be silenced
//   What it finds throws when it runs, or loses what is trained.
//   Fix: mend what it reports, and remove this.
// warning@85: [UselessSuppression] "halfcaf:HalfPrecisionLoss" silences nothing: HalfPrecisionLoss cannot be silenced
//   What it finds throws when it runs, or loses what is trained.
//   Fix: mend what it reports, and remove this.
@SuppressWarnings({"all", "halfcaf", "halfcaf:DtypeMismatch", "halfcaf:IndexDtype", "halfcaf:HalfPrecisionLoss"})
abstract class NotSilenced extends Layer {
    // warning@23: [UselessSuppression] "halfcaf:DtypeMismatch" silences nothing: DtypeMismatch cannot be silenced
    //   What it finds throws when it runs, or loses what is trained.
    //   Fix: mend what it reports, and remove this.
    @SuppressWarnings("halfcaf:DtypeMismatch")
    public Tensor forward(Tensor x) {
        // error@75: [DtypeMismatch] add: left is float16, right is float32
        // warning@27: [UselessSuppression] "halfcaf:DtypeMismatch" silences nothing: DtypeMismatch cannot be silenced
        //   What it finds throws when it runs, or loses what is trained.
        //   Fix: mend what it reports, and remove this.
        @SuppressWarnings("halfcaf:DtypeMismatch") Tensor y = x.add(Tensor.ones(x.shape()));
        // error@29: [IndexDtype] gather: ids are float16, but must be int32 or int64
        Tensor z = x.gather(x);
        // error@53: [HalfPrecisionLoss] meanSquaredError: predictions are float16, too coarse for a loss
        return y.add(z).sub(Losses.meanSquaredError(x, x).item());
    }

    @SuppressWarnings("halfcaf:ConstantUnderflow")
    Tensor other(@ComputeDtype Tensor x) {
        // error@22: [ConstantOverflow] add: 1e9 is Infinity in float16
        return x.add(1e9).add(1e-9);
    }
}
