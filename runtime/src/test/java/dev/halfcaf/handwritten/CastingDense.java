package dev.halfcaf.handwritten;

import dev.halfcaf.Members;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicySource;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;

public final class CastingDense extends Dense implements TensorFunction {
    private static final PolicySource POLICY = PolicySource.surroundings();

    public CastingDense(int inputs, int units) {
        super(inputs, units);
        adopt(1, POLICY);
    }

    public CastingDense(int inputs, int units, Policy policy) {
        super(inputs, units);
        adopt(1, POLICY, policy);
    }

    @Override
    public Tensor forward(Tensor x) {
        return castOutput(super.forward(castInput(x)));
    }

    @Override
    protected void members(Members members) {
        members.variable(kernel);
        members.variable(bias);
    }
}
