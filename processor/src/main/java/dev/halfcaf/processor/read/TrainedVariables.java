package dev.halfcaf.processor.read;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.describe.Holding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;

/** Finds the variables that are trained under the policy of a layer's owner, as far as the types of fields tell. */
final class TrainedVariables {
    private final RuntimeTypes known;
    private final PolicyReader policies;
    private final PendingWrappers pending;

    TrainedVariables(RuntimeTypes known, PolicyReader policies, PendingWrappers pending) {
        this.known = known;
        this.policies = policies;
        this.pending = pending;
    }

    /** Those of a bare class, and of the bare classes in its fields, as paths. */
    List<String> of(TypeElement layer) {
        List<String> trained = new ArrayList<>();
        collect(layer, "", new HashSet<>(), trained);
        return trained;
    }

    private void collect(TypeElement layer, String path, Set<TypeElement> seen, List<String> trained) {
        if (!seen.add(layer)) {
            return;
        }
        for (TypeElement one : FieldReader.chain(layer)) {
            for (VariableElement field : ElementFilter.fieldsIn(one.getEnclosedElements())) {
                HoldingReader reader = new HoldingReader(known, pending, Visibility.packageOf(one));
                Holding holding = reader.read(field.asType());
                if (holding == null || field.getModifiers().contains(Modifier.STATIC)) {
                    continue;
                }
                String name = path + field.getSimpleName();
                TypeElement below = reader.layerClass();
                if (holding.holdsVariables()) {
                    if (isTrained(field)) {
                        trained.add(name);
                    }
                } else if (below != null && AnnotationReader.policy(field) == null && policies.named(below) == null) {
                    collect(below, name + "/", seen, trained);
                }
            }
        }
    }

    private static boolean isTrained(VariableElement field) {
        return !AnnotationReader.has(field, AnnotationReader.NON_TRAINABLE)
                && AnnotationReader.dtypes(field).stream().allMatch(Dtype::isFloating);
    }
}
