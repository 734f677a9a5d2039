package dev.halfcaf.processor.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer class by itself, in terms of its own policy: a fragment of the plan.
 *
 * @param name its canonical name
 * @param superclass the layer class above it; null if there is none but Halfcaf's own
 * @param model whether it is a model
 * @param annotated whether it is annotated, and so has a policy; else it only serves classes that are
 * @param constructors the parameters' names of each constructor
 * @param variables its own fields that hold variables
 * @param children its own fields that hold layers
 * @param nodes what flows through its own methods, in the order in which it stands there
 */
record ClassPlan(
        String name,
        @Nullable String superclass,
        boolean model,
        boolean annotated,
        ClassPolicy policy,
        List<List<String>> constructors,
        List<VariableField> variables,
        List<ChildField> children,
        List<Node> nodes,
        List<Warning> warnings) {
    ClassPlan {
        constructors = List.copyOf(constructors);
        variables = List.copyOf(variables);
        children = List.copyOf(children);
        nodes = List.copyOf(nodes);
        warnings = List.copyOf(warnings);
    }

    /**
     * What a class says of its policy.
     *
     * @param name what the build knows; empty where the surroundings decide
     * @param where in words, where that comes from; empty where the surroundings decide
     * @param named whether it has that policy in every surrounding
     * @param lossScale of a model, its loss scale in words; else empty
     * @param only the policies that a bare class is for; empty for all
     * @param map the policies that it gives to layers within it
     */
    record ClassPolicy(
            String name, String where, boolean named, String lossScale, List<String> only, List<MapEntry> map) {
        ClassPolicy {
            only = List.copyOf(only);
            map = List.copyOf(map);
        }
    }

    /** An entry of a policy map, as {@link dev.halfcaf.PolicyMap} has it. */
    record MapEntry(String path, String policy) {}

    /**
     * A field that holds variables.
     *
     * @param field the field; with {@code /*} where it holds several
     * @param shape the arguments of its {@code Shape.of}, constants and names of the constructor's parameters; null where that
     *     is not seen
     * @param kept the dtype of the variable
     * @param read the dtype in which ops read it
     */
    record VariableField(
            String field, @Nullable List<String> shape, PlanDtype kept, PlanDtype read, boolean trained, int line) {
        VariableField {
            shape = shape == null ? null : List.copyOf(shape);
        }
    }

    /** How a field holds layers. */
    enum Holding {
        ONE,
        /** An array or a list: they are told apart by number. */
        LIST,
        /** They are told apart by key. */
        MAP
    }

    /**
     * A field that holds layers.
     *
     * @param holding how it holds them
     * @param declared the layer class that its type names; empty where it names none
     * @param annotation the policy that its annotation names; empty where it names none
     * @param constructions what is made for it; empty where that is not seen
     */
    record ChildField(
            String field,
            Holding holding,
            String declared,
            String annotation,
            int line,
            List<Construction> constructions) {
        ChildField {
            constructions = List.copyOf(constructions);
        }
    }

    /**
     * A layer that is made.
     *
     * @param type its class
     * @param count how many are made; 0 where only a run tells
     * @param key the key in a map; empty where there is none, or only a run tells
     * @param policy the policy that it is given, or that its class names; empty for that of its owner, {@code unknown} where only
     *     a run tells
     * @param where in words, where that comes from
     * @param arguments constants and names that its constructor gets
     */
    record Construction(String type, int count, String key, String policy, String where, List<String> arguments) {
        Construction {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * A warning or note of the compiler.
     *
     * @param code its code
     * @param text its first line
     * @param line its line in the file of the class
     */
    record Warning(String code, String text, int line) {}
}
