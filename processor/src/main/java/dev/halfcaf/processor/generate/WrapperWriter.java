package dev.halfcaf.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.BuildPolicy;
import dev.halfcaf.processor.describe.ConstructorDescription;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.ParameterDescription;
import dev.halfcaf.processor.describe.Signature;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the casting wrapper of a class. */
public final class WrapperWriter {
    private static final String CONSTANT = "POLICY";

    private final LayerDescription layer;
    private final TensorCasts casts;
    private final TensorCasts outputCasts;

    public WrapperWriter(LayerDescription layer) {
        this.layer = layer;
        this.casts = casts("castInput", "castRecord");
        this.outputCasts = casts("castOutput", "castOutputRecord");
    }

    private TensorCasts casts(String name, String otherName) {
        return new TensorCasts(
                name,
                name + "s",
                layer.surroundings().methodNames().contains(name) ? otherName : name,
                layer.forwards().get(0).signature().typeVariables());
    }

    /** The whole file. */
    public String write() {
        TypeSpec.Builder type = SourceFiles.start(layer, layer.wrapper())
                .addJavadoc(
                        "{@link $T} with its casts: floating inputs arrive in the compute dtype, and variables are read in"
                                + " it.\n\n<p>$L\n",
                        layer.name(),
                        SourceFiles.describe(layer.policy()))
                .superclass(layer.type())
                .addTypeVariables(layer.typeVariables())
                .addField(FieldSpec.builder(
                                RuntimeNames.POLICY_SOURCE, CONSTANT, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                        .initializer(policySource())
                        .build());
        layer.surroundings().nestedTypes().forEach(type::alwaysQualify);
        MethodDescription forward = layer.forwards().get(0);
        if (forward.isTensorFunction(RuntimeNames.TENSOR)) {
            type.addSuperinterface(RuntimeNames.TENSOR_FUNCTION);
        }
        layer.constructors().forEach(constructor -> type.addMethod(mirror(constructor)));
        if (!layer.policy().named()) {
            layer.constructors().forEach(constructor -> type.addMethod(withPolicy(constructor)));
        }
        type.addMethod(forward(forward));
        type.addMethod(MemberCode.method(layer.members()));
        type.addMethods(casts.recordMethods());
        type.addMethods(outputCasts.recordMethods());
        return SourceFiles.print(layer, type.build());
    }

    private CodeBlock policySource() {
        BuildPolicy policy = layer.policy();
        ResolvedPolicy resolved = policy.resolved();
        CodeBlock.Builder code = CodeBlock.builder();
        if (resolved == null) {
            code.add("$T.surroundings()", RuntimeNames.POLICY_SOURCE);
        } else {
            code.add(
                    "$T.of($S,$W$T.$L,$W$S)",
                    RuntimeNames.POLICY_SOURCE,
                    resolved.policy().config(),
                    RuntimeNames.POLICY_ORIGIN,
                    resolved.origin().name(),
                    resolved.where());
        }
        if (!policy.lossScale().equals("auto")) {
            code.add(".withLossScale($S)", policy.lossScale());
        }
        if (!policy.only().isEmpty()) {
            List<CodeBlock> names =
                    policy.only().stream().map(name -> CodeBlock.of("$S", name)).toList();
            code.add(".only($L)", CodeBlock.join(names, ", "));
        }
        for (PolicyMap.Entry entry : policy.map().entries()) {
            code.add(".map($S, $S)", entry.path(), entry.policy().name());
        }
        return code.build();
    }

    private MethodSpec mirror(ConstructorDescription constructor) {
        MethodSpec.Builder method = start(constructor);
        Signature signature = constructor.signature();
        SignatureCode.repeat(signature, method);
        if (constructor.safeVarargs()) {
            method.addAnnotation(SafeVarargs.class);
        }
        callSuper(signature, method);
        return method.addStatement("adopt($L, $L)", RuntimeNames.FORMAT, constant(signature))
                .build();
    }

    private MethodSpec withPolicy(ConstructorDescription constructor) {
        MethodSpec.Builder method = start(constructor);
        Signature signature = constructor.signature();
        method.addTypeVariables(signature.typeVariables());
        signature.annotations().stream()
                .filter(annotation -> annotation.type().equals(ClassName.get(Deprecated.class)))
                .forEach(method::addAnnotation);
        List<String> taken =
                signature.parameters().stream().map(ParameterDescription::name).toList();
        String policy = new LocalNames(taken).take("policy", "dtypePolicy");
        signature
                .parameters()
                .forEach(parameter -> method.addParameter(SignatureCode.parameter(parameter, parameter.name())));
        signature.exceptions().forEach(exception -> method.addException(exception.type()));
        callSuper(signature, method);
        return method.addParameter(RuntimeNames.POLICY, policy)
                .addStatement("adopt($L, $L, $N)", RuntimeNames.FORMAT, constant(signature), policy)
                .build();
    }

    private static void callSuper(Signature signature, MethodSpec.Builder constructor) {
        if (!signature.parameters().isEmpty()) {
            constructor.addStatement("super($L)", SignatureCode.arguments(signature));
        }
    }

    /** A protected constructor gets the visibility of the class: nobody can extend the wrapper. */
    private MethodSpec.Builder start(ConstructorDescription constructor) {
        MethodSpec.Builder method = MethodSpec.constructorBuilder();
        boolean isPublic = constructor.visibility() == Modifier.PUBLIC
                || (constructor.visibility() == Modifier.PROTECTED
                        && layer.shape().publicThroughout());
        return isPublic ? method.addModifiers(Modifier.PUBLIC) : method;
    }

    private CodeBlock constant(Signature signature) {
        boolean hidden = signature.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(CONSTANT));
        return hidden ? CodeBlock.of("$T.$N", layer.wrapper(), CONSTANT) : CodeBlock.of("$N", CONSTANT);
    }

    private MethodSpec forward(MethodDescription forward) {
        MethodSpec.Builder method = MethodSpec.methodBuilder("forward").addAnnotation(Override.class);
        SignatureCode.repeat(forward.signature(), method);
        for (Modifier visibility : List.of(Modifier.PUBLIC, Modifier.PROTECTED)) {
            if (forward.is(visibility)) {
                method.addModifiers(visibility);
            }
        }
        method.returns(forward.returnType());
        boolean castsNothing = true;
        List<CodeBlock> arguments = new ArrayList<>();
        for (ParameterDescription parameter : forward.signature().parameters()) {
            castsNothing &= !parameter.form().isCast();
            arguments.add(casts.cast(parameter.form(), CodeBlock.of("$N", parameter.name())));
        }
        if (castsNothing) {
            method.addStatement("bindIfNeeded()");
        }
        CodeBlock call = CodeBlock.of("super.forward($L)", SignatureCode.arguments(arguments));
        return forward.returnType().equals(TypeName.VOID)
                ? method.addStatement(call).build()
                : method.addStatement("return $L", output(forward, call)).build();
    }

    private CodeBlock output(MethodDescription forward, CodeBlock result) {
        return forward.keepsResult() || !layer.policy().mayCastOutput()
                ? result
                : outputCasts.cast(forward.result(), result);
    }
}
