package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.TypeText;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** A model's {@code loss} is one that its train step can call with what {@code forward} returns. */
final class LossCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        String trainStep = layer.trainStep().simpleName();
        if (!layer.shape().isModel()) {
            return;
        }
        if (layer.losses().isEmpty()) {
            report.add(Code.NO_LOSS, layer.place(), layer.simpleName(), trainStep);
        } else if (layer.surroundings().trainStepTaken() != null) {
            report.add(
                    Code.NAME_CLASH,
                    layer.place(),
                    trainStep,
                    layer.surroundings().trainStepTaken());
        } else if (layer.losses().size() > 1) {
            report.add(
                    Code.SEVERAL_LOSSES,
                    layer.losses().get(1).place(),
                    layer.simpleName(),
                    layer.losses().stream().map(MethodDescription::display).collect(Collectors.joining(", ")));
        } else {
            check(layer.losses().get(0), layer, report);
        }
    }

    private static void check(MethodDescription loss, LayerDescription layer, Report.Builder report) {
        if (loss.is(Modifier.PRIVATE)) {
            notCallable(loss, "private", "package-private", layer, report);
        } else if (loss.is(Modifier.STATIC)) {
            notCallable(loss, "static", "an instance method", layer, report);
        } else if (loss.elsewhere() && !loss.is(Modifier.PUBLIC)) {
            String visibility = loss.is(Modifier.PROTECTED) ? "protected" : "package-private";
            notCallable(loss, visibility + " in " + loss.declaredIn() + "'s package", "public", layer, report);
        } else if (!layer.forwards().isEmpty()) {
            requireFit(loss, layer, report);
        } else if (!layer.entries().isEmpty()) {
            report.add(
                    Code.NO_FORWARD,
                    layer.place(),
                    layer.simpleName(),
                    "It has a loss, and " + layer.trainStep().simpleName()
                            + " takes the loss of what 'forward' returns.");
        }
    }

    private static void notCallable(
            MethodDescription loss, String why, String fix, LayerDescription layer, Report.Builder report) {
        report.add(Code.LOSS_NOT_CALLABLE, loss.place(), why, layer.trainStep().simpleName(), fix);
    }

    private static void requireFit(MethodDescription loss, LayerDescription layer, Report.Builder report) {
        String problem = problem(loss, layer);
        if (problem != null) {
            List<String> results = layer.forwards().stream()
                    .map(forward -> TypeText.simple(forward.returnType()))
                    .distinct()
                    .toList();
            String fitting = layer.forwards().stream()
                    .filter(forward -> forward.result().isCast())
                    .map(forward -> TypeText.simple(forward.returnType()))
                    .findFirst()
                    .orElse(results.get(0));
            report.add(Code.LOSS_SIGNATURE, loss.place(), problem, String.join(" or ", results), fitting);
            return;
        }
        AccessibleTypes.require(loss.signature(), loss.display(), loss.place(), layer, report);
        LossInputCheck.check(loss, layer, report);
    }

    private static @Nullable String problem(MethodDescription loss, LayerDescription layer) {
        String returned = TypeText.simple(loss.returnType());
        if (!returned.equals("Tensor")) {
            return "returns " + returned + ", which is no Tensor";
        } else if (loss.signature().parameters().isEmpty()) {
            return "takes nothing";
        } else if (layer.trained().isEmpty()) {
            return "takes "
                    + TypeText.simple(loss.signature().parameters().get(0).type()) + " first";
        } else if (!loss.signature().typeVariables().isEmpty()) {
            return "has type variables";
        }
        List<String> reserved = List.of("dev.halfcaf.train.Tape", "dev.halfcaf.Tensor");
        return layer.trained().stream()
                        .anyMatch(forward -> Stream.concat(
                                        forward.signature().erasure().stream(),
                                        loss.signature().erasure().stream().skip(1))
                                .toList()
                                .equals(reserved))
                ? "and forward take a Tape and a Tensor, as another method of the train step does"
                : null;
    }
}
