package dev.halfcaf.processor.flow;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value.Policied;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.read.PolicyReader;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/**
 * The methods by which tensors come into a layer: {@code forward}, before which the wrapper casts, and {@code loss} of a
 * model, before which the train step does.
 */
final class Entries {
    private static final String MODEL = "dev.halfcaf.Model";

    private Entries() {}

    static boolean isForward(ExecutableElement method, Kinds kinds) {
        return isEntry(method, "forward")
                && kinds.isLayer(Members.owner(method).asType())
                && isWrapped(Members.owner(method));
    }

    /** Whether a casting wrapper is made of the class, or of a class below it; a concrete class without one casts nothing. */
    private static boolean isWrapped(TypeElement layer) {
        if (layer.getModifiers().contains(Modifier.ABSTRACT)) {
            return true;
        }
        for (TypeElement type = layer; type != null; type = PolicyReader.superclass(type)) {
            if (LayerPolicies.isPolicied(type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEntry(ExecutableElement method, String name) {
        return method.getSimpleName().contentEquals(name)
                && !method.getModifiers().contains(Modifier.STATIC)
                && method.getEnclosingElement() instanceof TypeElement;
    }

    static boolean isLoss(ExecutableElement method, Elements elements, javax.lang.model.util.Types types) {
        if (!isEntry(method, "loss")) {
            return false;
        }
        TypeElement model = elements.getTypeElement(MODEL);
        return model != null
                && types.isSubtype(types.erasure(Members.owner(method).asType()), types.erasure(model.asType()));
    }

    /** What {@code forward} takes for a parameter without a dtype of its own. */
    static Dtypes accepts(Qualifiers parameter, Calls.Receiver receiver) {
        // super.forward gets around the wrapper, and so around its casts.
        return receiver.isSuper() && receiver.value() instanceof Policied self && !parameter.has(Qualifier.NO_CAST)
                ? self.compute().dtypes()
                : Declarations.floating();
    }

    /** What a parameter of {@code forward} without a qualifier is. */
    static Tensors forwardInput(Qualifiers parameter, Policied self) {
        return parameter.has(Qualifier.NO_CAST)
                ? new Tensors(Declarations.floating(), new Origin.OfUnknown(null, null))
                : self.compute();
    }

    /** What a parameter of {@code loss} without a qualifier is: the result of {@code forward}, in full precision. */
    static @Nullable Tensors lossInput(
            TypeElement model, VariableElement parameter, Policied self, Declarations declarations, Elements elements) {
        List<ExecutableElement> forwards = ElementFilter.methodsIn(elements.getAllMembers(model)).stream()
                .filter(method -> isForward(method, declarations.kinds()))
                .toList();
        if (forwards.size() != 1) {
            return null;
        }
        ExecutableElement forward = forwards.get(0);
        return declarations.value(forward.getReturnType(), forward, self, self.output()) instanceof Tensors output
                ? new Tensors(
                        output.dtypes().map(dtype -> Optional.of(dtype.isFloating() ? dtype.atLeastFloat32() : dtype)),
                        new Origin.OfDeclaration(parameter, "loss"))
                : null;
    }

    /** Float32 and float64. */
    static Dtypes fullPrecision() {
        return Dtypes.oneOf(List.of(Dtype.FLOAT32, Dtype.FLOAT64));
    }
}
