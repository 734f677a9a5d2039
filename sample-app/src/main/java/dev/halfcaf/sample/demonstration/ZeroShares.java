package dev.halfcaf.sample.demonstration;

import dev.halfcaf.Variable;
import dev.halfcaf.train.Gradients;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts how many elements of each variable's gradients were exactly 0, over all steps of a run. */
final class ZeroShares {
    private final Map<String, Count> counts = new LinkedHashMap<>();

    private record Count(long zeros, long elements) {
        Count plus(Count other) {
            return new Count(zeros + other.zeros, elements + other.elements);
        }
    }

    /** Takes down the gradients of a step. */
    void add(Gradients gradients) {
        for (Variable variable : gradients.variables()) {
            float[] gradient = gradients.of(variable).toFloatArray();
            long zeros = 0;
            for (float element : gradient) {
                zeros += element == 0 ? 1 : 0;
            }
            counts.merge(variable.path(), new Count(zeros, gradient.length), Count::plus);
        }
    }

    /** The share of zeros among all gradients so far, from 0 to 1, of the variables whose path ends with this. */
    Map<String, Double> of(String end) {
        Map<String, Double> shares = new LinkedHashMap<>();
        counts.forEach((path, count) -> {
            if (path.endsWith(end)) {
                shares.put(path.substring(0, path.length() - end.length()), (double) count.zeros() / count.elements());
            }
        });
        return shares;
    }
}
