package dev.halfcaf.report;

import dev.halfcaf.Variable;
import dev.halfcaf.train.Gradients;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is worth knowing of a step's gradients: how large they are, and how many of them a half dtype has made 0.
 *
 * @param norm the square root of the sum of the squares of all elements; not finite if one of them is not
 * @param zeroShares for each layer, by its path, the share of its gradients that are exactly 0, from 0 to 1, in the order of
 *     the layers; the model itself, where it has variables of its own, is at {@value #MODEL}
 */
public record GradientFigures(double norm, Map<String, Double> zeroShares) {
    /** The place of the model's own variables among the layers. */
    public static final String MODEL = "(model)";

    public GradientFigures {
        zeroShares = Collections.unmodifiableMap(new LinkedHashMap<>(zeroShares));
    }

    private record Count(long zeros, long elements) {
        Count plus(Count other) {
            return new Count(zeros + other.zeros, elements + other.elements);
        }

        double share() {
            return elements == 0 ? 0 : (double) zeros / elements;
        }
    }

    /**
     * Reads all gradients, before they are applied: two passes over their elements, and a copy of one variable's at a time. For
     * a small model on a CPU that is little beside a step; with millions of parameters and small batches, measure some steps only.
     *
     * @throws IllegalStateException if the gradients are used up
     */
    public static GradientFigures of(Gradients gradients) {
        Map<String, Count> counts = new LinkedHashMap<>();
        for (Variable variable : gradients.variables()) {
            double[] elements = gradients.of(variable).toDoubleArray();
            long zeros = 0;
            for (double element : elements) {
                zeros += element == 0 ? 1 : 0;
            }
            counts.merge(layerOf(variable.path()), new Count(zeros, elements.length), Count::plus);
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.forEach((layer, count) -> shares.put(layer, count.share()));
        return new GradientFigures(gradients.norm(), shares);
    }

    private static String layerOf(String path) {
        int end = path.lastIndexOf('/');
        return end < 0 ? MODEL : path.substring(0, end);
    }
}
