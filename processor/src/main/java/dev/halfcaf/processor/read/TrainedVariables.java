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
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds the variables that are trained under the policy of a layer's owner, as far as the types of fields tell. */
public final class TrainedVariables {
    private static final int NAMED_IN_A_MESSAGE = 3;

    private final RuntimeTypes known;
    private final PolicyReader policies;
    private final PendingWrappers pending;

    TrainedVariables(RuntimeTypes known, PolicyReader policies, PendingWrappers pending) {
        this.known = known;
        this.policies = policies;
        this.pending = pending;
    }

    /** Those of a bare class where all wrappers are known, and of the bare classes in its fields, as paths. */
    public static List<String> of(TypeElement layer, Elements elements, Types types) {
        return new TrainedVariables(
                        new RuntimeTypes(types), new PolicyReader(elements, null), new PendingWrappers(List.of()))
                .of(layer);
    }

    /** The first few, as a message names them. */
    public static String display(List<String> names) {
        return names.size() <= NAMED_IN_A_MESSAGE
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED_IN_A_MESSAGE)) + " and "
                        + (names.size() - NAMED_IN_A_MESSAGE) + " more";
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
