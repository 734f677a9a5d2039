package dev.halfcaf;

/**
 * What a variable is from its layer's binding on.
 *
 * @param path the layer's path and the variable's name
 * @param variableDtype the dtype in which the value is kept
 * @param readDtype the dtype in which ops read it
 * @param trainable whether train steps change it
 * @param state what all layers of the model share
 */
record VariableBinding(String path, Dtype variableDtype, Dtype readDtype, boolean trainable, ModelState state) {

    /** @throws IllegalStateException if the field's declaration contradicts the layer's policy */
    static VariableBinding of(
            Layer layer, ResolvedPolicy resolved, VariableMember member, String path, ModelState state) {
        Policy policy = resolved.policy();
        Dtype fixed = member.fixedDtype();
        if (fixed != null) {
            if (fixed.isFloating() && fixed != policy.variableDtype()) {
                throw new IllegalStateException("[VariableDtype] Variable '" + path + "' is declared " + fixed
                        + ", but its layer " + layer.describe() + " keeps variables in " + policy.variableDtype() + ": "
                        + resolved + ". Fix: remove the qualifier, or give the layer the policy '" + fixed + "'.");
            }
            return new VariableBinding(path, fixed, fixed, member.isTrainable(), state);
        }
        if (!policy.variableDtype().isFloating() && member.isTrainable()) {
            throw new IllegalStateException("[IntegerPolicy] Variable '" + path + "' is trainable, but its layer "
                    + layer.describe() + " has " + resolved
                    + ", under which variables are no floating numbers. Fix: a floating policy, or @NonTrainable.");
        }
        return new VariableBinding(
                path,
                policy.variableDtype(),
                member.isAutocast() ? policy.computeDtype() : policy.variableDtype(),
                member.isTrainable(),
                state);
    }
}
