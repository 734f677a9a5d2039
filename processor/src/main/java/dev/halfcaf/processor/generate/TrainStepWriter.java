package dev.halfcaf.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import javax.lang.model.element.Modifier;

/** Writes the train step of a model. */
public final class TrainStepWriter {
    private final LayerDescription layer;
    private final boolean scaled;
    private final TypeName model;

    public TrainStepWriter(LayerDescription layer) {
        this.layer = layer;
        this.scaled = !layer.policy().neverScales();
        this.model = layer.typeVariables().isEmpty()
                ? layer.wrapper()
                : ParameterizedTypeName.get(
                        layer.wrapper(), layer.typeVariables().toArray(new TypeName[0]));
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
        TensorCasts results = new TensorCasts(
                new TensorCasts.Names("lossInput", "lossInputs", "lossInputIfTensor", "lossInput"), false);
        TensorCasts inputs = new TensorCasts(
                new TensorCasts.Names("lossInput", "lossInputs", "lossInputIfTensor", "lossInput"), true);
        for (MethodDescription forward : layer.trained()) {
            TrainStepMethods methods = new TrainStepMethods(layer, forward, scaled, results, inputs);
            type.addMethod(methods.run()).addMethod(methods.gradients());
        }
        type.addMethods(results.recordMethods()).addMethods(inputs.recordMethods());
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
}
