package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.ParameterDescription;
import dev.halfcaf.processor.describe.TensorForm;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Place;
import dev.halfcaf.processor.report.Report;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** There is a way into the layer; the wrapper can override each, and all tensors that come in can be cast. */
final class EntryCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        if (layer.waysIn().isEmpty() && !layer.shape().isBase()) {
            report.add(
                    Code.NO_FORWARD,
                    layer.place(),
                    layer.simpleName(),
                    "What enters 'forward', or a method marked @EntryMethod, is cast to the compute dtype.");
        }
        layer.waysIn().forEach(method -> check(method, layer, report));
    }

    private static void check(MethodDescription method, LayerDescription layer, Report.Builder report) {
        String wrapper = layer.wrapper().simpleName();
        if (method.isForeign()) {
            report.add(
                    Code.ENTRY_NOT_OVERRIDABLE,
                    method.place(),
                    method.name(),
                    "package-private in " + method.declaredIn() + "'s package",
                    wrapper,
                    "public");
            return;
        }
        if (!requireOverridable(method.name(), method.modifiers(), method.place(), wrapper, report)) {
            return;
        }
        AccessibleTypes.require(method.signature(), method.display(), method.place(), layer, report);
        for (ParameterDescription parameter : method.signature().parameters()) {
            if (parameter.form() instanceof TensorForm.Unsupported unsupported) {
                report.add(
                        Code.UNSUPPORTED_INPUT, parameter.place(), parameter.name(), unsupported.type(), method.name());
            }
        }
    }

    /** Whether a subclass can override a method with these modifiers; if not, says so. */
    static boolean requireOverridable(
            String method, Set<Modifier> modifiers, Place place, String wrapper, Report.Builder report) {
        for (Modifier modifier : List.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)) {
            if (modifiers.contains(modifier)) {
                report.add(Code.ENTRY_NOT_OVERRIDABLE, place, method, modifier.toString(), wrapper, fix(modifier));
                return false;
            }
        }
        return true;
    }

    private static String fix(Modifier modifier) {
        return switch (modifier) {
            case PRIVATE -> "public";
            case STATIC -> "an instance method";
            default -> "not " + modifier;
        };
    }
}
