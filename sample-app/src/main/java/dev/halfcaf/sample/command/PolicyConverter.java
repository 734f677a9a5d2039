package dev.halfcaf.sample.command;

import dev.halfcaf.Policy;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a policy from the command line. */
final class PolicyConverter implements ITypeConverter<Policy> {
    @Override
    public Policy convert(String name) {
        Policy policy;
        try {
            policy = Policy.of(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
        if (!policy.computeDtype().isFloating()) {
            throw new TypeConversionException(
                    "'" + name + "' is no policy to train under: variables that are trained need a floating dtype.");
        }
        return policy;
    }
}
