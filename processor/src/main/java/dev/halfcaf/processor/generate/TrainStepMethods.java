package dev.halfcaf.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.ParameterDescription;
import dev.halfcaf.processor.describe.Signature.ExceptionDescription;
import dev.halfcaf.processor.describe.TensorForm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the methods of a train step that take a batch for one {@code forward} of the model. */
final class TrainStepMethods {
    private final LayerDescription layer;
    private final MethodDescription forward;
    private final MethodDescription loss;
    private final boolean scaled;
    private final TensorCasts results;
    private final TensorCasts inputs;

    /** What {@code run} takes: forward's parameters, then loss's own, under names that do not clash. */
    private final List<ParameterSpec> parameters = new ArrayList<>();

    private final List<String> lossNames = new ArrayList<>();

    /**
     * The methods for one {@code forward}.
     *
     * @param results casts what it returns
     * @param inputs casts what else {@code loss} takes
     */
    TrainStepMethods(
            LayerDescription layer,
            MethodDescription forward,
            boolean scaled,
            TensorCasts results,
            TensorCasts inputs) {
        this.layer = layer;
        this.forward = forward;
        this.loss = layer.losses().get(0);
        this.scaled = scaled;
        this.results = results;
        this.inputs = inputs;
        nameParameters();
    }

    private void nameParameters() {
        LocalNames names = new LocalNames(List.of());
        for (ParameterDescription parameter : forward.signature().parameters()) {
            parameters.add(SignatureCode.parameter(parameter, names.take(parameter.name())));
        }
        for (ParameterDescription parameter : ownOfLoss()) {
            String name = names.take(parameter.name(), "loss" + LocalNames.capitalized(parameter.name()));
            lossNames.add(name);
            parameters.add(SignatureCode.parameter(parameter, name));
        }
    }

    private List<ParameterDescription> ownOfLoss() {
        List<ParameterDescription> all = loss.signature().parameters();
        return all.subList(1, all.size());
    }

    /** A whole step. */
    MethodSpec run() {
        MethodSpec.Builder method = entry("run")
                .addJavadoc(
                        scaled
                                ? "One step: {@link #gradients} of a batch, then {@link #apply}.\n"
                                : "One step: {@link #gradients} of a batch, then {@link #apply}. No step is skipped.\n")
                .returns(RuntimeNames.STEP_RESULT);
        List<CodeBlock> arguments = parameters.stream()
                .map(parameter -> CodeBlock.of("$N", parameter.name()))
                .toList();
        return method.addStatement("return apply(gradients($L))", SignatureCode.arguments(arguments))
                .build();
    }

    /** Its first half. */
    MethodSpec gradients() {
        LocalNames names =
                new LocalNames(parameters.stream().map(ParameterSpec::name).toList());
        String tape = names.take("tape", "lossTape");
        String output = names.take(loss.signature().parameters().get(0).name(), "output");
        String value = names.take("loss", "lossValue");
        String dtype = names.take("dtype", "lossDtype");
        CodeBlock modelField =
                parameters.stream().anyMatch(parameter -> parameter.name().equals("model"))
                        ? CodeBlock.of("this.model")
                        : CodeBlock.of("model");

        List<CodeBlock> toForward = new ArrayList<>();
        for (ParameterSpec parameter :
                parameters.subList(0, forward.signature().parameters().size())) {
            toForward.add(CodeBlock.of("$N", parameter.name()));
        }
        CodeBlock forwardCall = CodeBlock.of("$L.forward($L)", modelField, SignatureCode.arguments(toForward));

        List<TypeVariableName> typeVariables = forward.signature().typeVariables();
        MethodSpec.Builder method = entry("gradients")
                .addJavadoc(
                        scaled
                                ? "The first half of a step: the gradients of a batch, unscaled; {@link #apply} is the"
                                        + " second.\n"
                                : "The first half of a step: the gradients of a batch; {@link #apply} is the second.\n")
                .returns(RuntimeNames.GRADIENTS)
                .beginControlFlow("try ($1T $2N = $1T.open($3L))", RuntimeNames.TAPE, tape, modelField)
                .addStatement(
                        "$T $N = $L",
                        forward.returnType().withoutAnnotations(),
                        output,
                        results.in(typeVariables, names.taken()).cast(forward.result(), forwardCall));
        if (ownOfLoss().stream().anyMatch(parameter -> parameter.form().isCast())) {
            method.addStatement(
                    "$T $N = lossDtype($L)",
                    RuntimeNames.DTYPE,
                    dtype,
                    tensorIn(forward.result(), CodeBlock.of("$N", output)));
        }
        TensorCasts.Scope toDtype = inputs.in(typeVariables, names.taken(), dtype);
        List<CodeBlock> toLoss = new ArrayList<>();
        toLoss.add(CodeBlock.of("$N", output));
        for (int i = 0; i < lossNames.size(); i++) {
            toLoss.add(toDtype.cast(ownOfLoss().get(i).form(), CodeBlock.of("$N", lossNames.get(i))));
        }
        return method.addStatement(
                        "$T $N = $L.loss($L)", RuntimeNames.TENSOR, value, modelField, SignatureCode.arguments(toLoss))
                .addStatement("return gradients($N, $N)", tape, value)
                .endControlFlow()
                .build();
    }

    /** What to ask for the dtype of what was returned: the first tensor in it, or else the first container of some. */
    private static CodeBlock tensorIn(TensorForm form, CodeBlock value) {
        List<CodeBlock> tensors = new ArrayList<>();
        List<CodeBlock> containers = new ArrayList<>();
        collect(form, value, tensors, containers);
        tensors.addAll(containers);
        return tensors.isEmpty() ? CodeBlock.of("null") : tensors.get(0);
    }

    private static void collect(TensorForm form, CodeBlock value, List<CodeBlock> tensors, List<CodeBlock> containers) {
        if (form instanceof TensorForm.OfRecord record) {
            record.components()
                    .forEach(component -> collect(
                            component.form(), CodeBlock.of("$L.$N()", value, component.name()), tensors, containers));
        } else if (form instanceof TensorForm.One) {
            tensors.add(value);
        } else if (form.isCast() && !(form instanceof TensorForm.Again)) {
            containers.add(value);
        }
    }

    /** What {@code run} and {@code gradients} share. */
    private MethodSpec.Builder entry(String name) {
        MethodSpec.Builder method = MethodSpec.methodBuilder(name)
                .addTypeVariables(forward.signature().typeVariables())
                .addParameters(parameters)
                .varargs(isVarargs());
        if (layer.shape().publicThroughout()) {
            method.addModifiers(Modifier.PUBLIC);
        }
        Set<TypeName> thrown = new LinkedHashSet<>();
        for (MethodDescription one : List.of(forward, loss)) {
            one.signature().exceptions().stream()
                    .map(ExceptionDescription::type)
                    .forEach(thrown::add);
        }
        return method.addExceptions(thrown);
    }

    private boolean isVarargs() {
        return ownOfLoss().isEmpty()
                ? forward.signature().varargs()
                : loss.signature().varargs();
    }
}
