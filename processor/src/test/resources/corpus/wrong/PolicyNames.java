// policies: mixed_flaot16
package policy_names;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/** A policy name with a letter out of place. */
// error@14: [UnknownPolicy] 'mixed_flaot16' is no policy. Did you mean 'mixed_float16'?
//   Policies: mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64, int32, int64, bool.
//   Fix: Write one of these; or none, to take the policy of the surroundings.
@DtypePolicy("POLICY")
abstract class PolicyNames extends Layer {
    public Tensor forward(Tensor x) {
        return x;
    }
}
