package dev.halfcaf.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import dev.halfcaf.processor.describe.ParameterDescription;
import dev.halfcaf.processor.describe.Signature;
import java.util.List;

/** Repeats what a declaration of the user's says. */
final class SignatureCode {
    private SignatureCode() {}

    static void repeat(Signature signature, MethodSpec.Builder method) {
        method.addAnnotations(signature.annotations());
        method.addTypeVariables(signature.typeVariables());
        signature.parameters().forEach(parameter -> method.addParameter(parameter(parameter, parameter.name())));
        method.varargs(signature.varargs());
        signature.exceptions().forEach(exception -> method.addException(exception.type()));
    }

    static ParameterSpec parameter(ParameterDescription parameter, String name) {
        return ParameterSpec.builder(parameter.type(), name)
                .addAnnotations(parameter.annotations())
                .build();
    }

    static CodeBlock arguments(List<CodeBlock> arguments) {
        return CodeBlock.join(arguments, ",$W");
    }

    static CodeBlock arguments(Signature signature) {
        return arguments(signature.parameters().stream()
                .map(parameter -> CodeBlock.of("$N", parameter.name()))
                .toList());
    }
}
