package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.ParameterDescription;
import dev.halfcaf.processor.describe.TensorForm;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** There is one {@code forward}, which the wrapper can override, and all tensors that it takes can be cast. */
final class ForwardCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        if (layer.forwards().isEmpty()) {
            report.add(Code.NO_FORWARD, layer.place(), layer.simpleName());
        } else if (layer.forwards().size() > 1) {
            report.add(
                    Code.SEVERAL_FORWARDS,
                    layer.forwards().get(1).place(),
                    layer.simpleName(),
                    layer.forwards().stream().map(MethodDescription::display).collect(Collectors.joining(", ")));
        } else {
            check(layer.forwards().get(0), layer, report);
        }
    }

    private static void check(MethodDescription forward, LayerDescription layer, Report.Builder report) {
        String wrapper = layer.wrapper().simpleName();
        if (forward.is(Modifier.PRIVATE)) {
            notOverridable(forward, "private", wrapper, "public", report);
        } else if (forward.is(Modifier.STATIC)) {
            notOverridable(forward, "static", wrapper, "an instance method", report);
        } else if (forward.is(Modifier.FINAL)) {
            notOverridable(forward, "final", wrapper, "not final", report);
        } else if (forward.isForeign()) {
            notOverridable(
                    forward, "package-private in " + forward.declaredIn() + "'s package", wrapper, "public", report);
        } else {
            AccessibleTypes.require(forward.signature(), forward.display(), forward.place(), layer, report);
            for (ParameterDescription parameter : forward.signature().parameters()) {
                if (parameter.form() instanceof TensorForm.Unsupported unsupported) {
                    report.add(Code.UNSUPPORTED_INPUT, parameter.place(), parameter.name(), unsupported.type());
                }
            }
        }
    }

    private static void notOverridable(
            MethodDescription forward, String why, String wrapper, String fix, Report.Builder report) {
        report.add(Code.FORWARD_NOT_OVERRIDABLE, forward.place(), why, wrapper, fix);
    }
}
