package dev.halfcaf.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
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
import org.jspecify.annotations.Nullable;

/** Writes the train step of a model. */
public final class TrainStepWriter {
    private final LayerDescription layer;
    private final MethodDescription forward;
    private final MethodDescription loss;
    private final boolean scaled;
    private final TypeName model;
    private final TensorCasts casts;

    /** What {@code run} takes: forward's parameters, then loss's own, under names that do not clash. */
    private final List<ParameterSpec> parameters = new ArrayList<>();

    private final List<String> lossNames = new ArrayList<>();

    public TrainStepWriter(LayerDescription layer) {
        this.layer = layer;
        this.forward = layer.forwards().get(0);
        this.loss = layer.losses().get(0);
        this.casts = new TensorCasts(
                "lossInput", "lossInputs", "lossInput", forward.signature().typeVariables());
        this.scaled = !layer.policy().neverScales();
        this.model = layer.typeVariables().isEmpty()
                ? layer.wrapper()
                : ParameterizedTypeName.get(
                        layer.wrapper(), layer.typeVariables().toArray(new TypeName[0]));
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

    /** The whole file. */
    public String write() {
        TypeSpec.Builder type = SourceFiles.start(layer, layer.trainStep())
                .addJavadoc(javadoc())
                .superclass(scaled ? RuntimeNames.SCALED_TRAIN_STEP : RuntimeNames.PLAIN_TRAIN_STEP)
                .addTypeVariables(layer.typeVariables())
                .addField(model, "model", Modifier.PRIVATE, Modifier.FINAL)
                .addMethod(constructor(false));
        if (scaled) {
            type.addMethod(constructor(true));
        }
        type.addMethod(run()).addMethod(gradients()).addMethods(casts.recordMethods());
        return SourceFiles.print(layer, type.build());
    }

    private CodeBlock javadoc() {
        return scaled
                ? CodeBlock.of(
                        "Trains {@link $T}.\n\n<p>A step computes the loss, scales it, takes its gradients, unscales and checks"
                                + " them, and applies them; or, where\none is not finite, skips them and lowers the"
                                + " scale.\n",
                        layer.name())
                : CodeBlock.of(
                        "Trains {@link $T}: a step computes the loss, takes its gradients and applies them.\n",
                        layer.name());
    }

    private MethodSpec constructor(boolean ownScale) {
        MethodSpec.Builder method = MethodSpec.constructorBuilder()
                .addParameter(model, "model")
                .addParameter(RuntimeNames.OPTIMIZER, "optimizer");
        if (layer.shape().publicThroughout()) {
            method.addModifiers(Modifier.PUBLIC);
        }
        if (ownScale) {
            method.addJavadoc("A step with a loss scale of its own.\n")
                    .addParameter(RuntimeNames.LOSS_SCALE, "lossScale")
                    .addStatement("super($L, model, optimizer, lossScale)", RuntimeNames.FORMAT);
        } else {
            method.addJavadoc(
                            scaled
                                    ? "A step with the loss scale of the model's policy, which is asked here, once.\n"
                                    : "A step for this model.\n")
                    .addStatement("super($L, model, optimizer)", RuntimeNames.FORMAT);
        }
        return method.addStatement("this.model = model").build();
    }

    private MethodSpec run() {
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

    private MethodSpec gradients() {
        LocalNames names =
                new LocalNames(parameters.stream().map(ParameterSpec::name).toList());
        String tape = names.take("tape", "lossTape");
        String output = names.take(loss.signature().parameters().get(0).name(), "output");
        String value = names.take("loss", "lossValue");
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

        return entry("gradients")
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
                        casts.cast(forward.result(), forwardCall))
                .addStatement(
                        "$T $N = $L.loss($L)",
                        RuntimeNames.TENSOR,
                        value,
                        modelField,
                        SignatureCode.arguments(lossArguments(output)))
                .addStatement("return gradients($N, $N)", tape, value)
                .endControlFlow()
                .build();
    }

    private List<CodeBlock> lossArguments(String output) {
        List<CodeBlock> arguments = new ArrayList<>();
        arguments.add(CodeBlock.of("$N", output));
        for (int i = 0; i < lossNames.size(); i++) {
            CodeBlock name = CodeBlock.of("$N", lossNames.get(i));
            TensorForm form = ownOfLoss().get(i).form();
            CodeBlock like = firstTensor(forward.result(), CodeBlock.of("$N", output));
            arguments.add(
                    form instanceof TensorForm.One && like != null
                            ? CodeBlock.of("lossInput($L, $L)", name, like)
                            : casts.cast(form, name));
        }
        return arguments;
    }

    /** A tensor in what forward returned, whose dtype the others in the loss shall have; null if there is none to name. */
    private static @Nullable CodeBlock firstTensor(TensorForm form, CodeBlock value) {
        if (form instanceof TensorForm.One) {
            return value;
        } else if (form instanceof TensorForm.Array) {
            return CodeBlock.of("$L[0]", value);
        } else if (form instanceof TensorForm.Listed) {
            return CodeBlock.of("$L.get(0)", value);
        } else if (form instanceof TensorForm.OfRecord record) {
            for (TensorForm.Component component : record.components()) {
                CodeBlock found = firstTensor(component.form(), CodeBlock.of("$L.$N()", value, component.name()));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
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
