package dev.halfcaf.sample.command;

import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Halfcaf's system properties. They are read where they are first needed; a mistake in one is better said before that. */
final class Properties {
    private Properties() {}

    /** @throws ParameterException if the policy or the kernels that a property asks for are none */
    static void requireUsable(CommandSpec specification) {
        try {
            Policy.global();
            Tensor.zeros(Shape.of(1)).add(1);
        } catch (IllegalArgumentException | ExceptionInInitializerError e) {
            throw new ParameterException(specification.commandLine(), e.getMessage(), e);
        }
    }
}
