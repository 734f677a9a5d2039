package dev.halfcaf.processor.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A layer at its place in a model, under the policy that it has there; or a class by itself.
 *
 * @param path where the model holds it, such as {@code encoder/attention}; empty for the model itself
 * @param field the field of its owner; empty for the model itself
 * @param times how many there are at this path, in words; empty for one
 * @param className its class; empty where nothing tells
 * @param policy what the build knows of its policy; empty where it is known at run time only
 * @param where in words, where the policy comes from
 * @param lossScale of a model at the top, its loss scale in words; else empty
 * @param known whether its class is part of this plan; one of a library is not
 * @param model whether its class is a model
 */
record PlacedLayer(
        String path,
        String field,
        String times,
        String className,
        String policy,
        String where,
        String lossScale,
        boolean known,
        boolean model,
        List<PlacedVariable> variables,
        List<PlacedNode> nodes,
        List<Cast> casts,
        List<PlacedLayer> children,
        List<PlacedWarning> warnings) {
    /** A variable; its dtypes are names. */
    record PlacedVariable(String name, String shape, String kept, String read, boolean trained, String place) {}

    /**
     * See {@link Node}; dtypes are names here.
     *
     * @param place the class and line, such as {@code com.acme.Dense:12}
     */
    record PlacedNode(
            Node.Kind kind,
            String method,
            String label,
            String dtype,
            int parameter,
            String place,
            String child,
            List<PlacedUse> uses) {
        PlacedNode {
            uses = List.copyOf(uses);
        }
    }

    /** See {@link Node.Use}. */
    record PlacedUse(int node, String as, int into) {}

    /**
     * A place where a tensor is made anew in another dtype.
     *
     * @param kind what casts
     * @param what is cast
     */
    record Cast(Kind kind, String what, String from, String to, String place) {
        enum Kind {
            /** The wrapper, before {@code forward}. */
            INPUT,
            /** Reading a variable. */
            VARIABLE,
            /** The wrapper, after {@code forward}. */
            OUTPUT,
            /** A call in the code. */
            CODE,
            /** A variable that is set. */
            STORE,
            /** The train step, before {@code loss}. */
            LOSS;

            String text() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

    /** See {@link ClassPlan.Warning}. */
    record PlacedWarning(String code, String text, String place) {}

    PlacedLayer {
        variables = List.copyOf(variables);
        nodes = List.copyOf(nodes);
        casts = List.copyOf(casts);
        children = List.copyOf(children);
        warnings = List.copyOf(warnings);
    }

    /** This layer and all below it, owners first. */
    Stream<PlacedLayer> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(PlacedLayer::all));
    }

    /** The policy in words: {@code mixed_float16 (its owner)}. */
    String policyText() {
        return policy.isEmpty() ? "that of " + where : policy + " (" + where + ")";
    }

    /** What is called by this name in the class without its package. */
    String simpleName() {
        return Plan.simpleName(className);
    }
}
