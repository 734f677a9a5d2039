package dev.halfcaf.benchmarks.compiletime;

import dev.halfcaf.benchmarks.compiletime.Compiler.Took;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Things that are timed in turns. A ratio is taken within each round, where the machine was the same for both sides, and
 * the median of these ratios is reported.
 */
final class Comparison {
    private final Map<String, Supplier<Took>> subjects = new LinkedHashMap<>();
    private final Map<String, List<Took>> taken = new LinkedHashMap<>();

    Comparison with(String name, Supplier<Took> subject) {
        subjects.put(name, subject);
        return this;
    }

    /** Runs each subject once per round, each round beginning with another one. */
    Comparison run(int warmUps, int rounds) {
        List<String> names = new ArrayList<>(subjects.keySet());
        for (int round = -warmUps; round < rounds; round++) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(Math.floorMod(i + round, names.size()));
                Took took = subjects.get(name).get();
                if (round >= 0) {
                    taken.computeIfAbsent(name, key -> new ArrayList<>()).add(took);
                }
            }
        }
        return this;
    }

    /** The median of a subject. */
    double median(String name, ToDoubleFunction<Took> measure) {
        return median(taken.get(name).stream().mapToDouble(measure).toArray());
    }

    /** The median over the rounds of one subject's time divided by another's. */
    double ratio(String name, String by, ToDoubleFunction<Took> measure) {
        return medianOfRounds(name, by, measure, (one, other) -> one / other);
    }

    /** The median over the rounds of one subject's time less another's. */
    double difference(String name, String less, ToDoubleFunction<Took> measure) {
        return medianOfRounds(name, less, measure, (one, other) -> one - other);
    }

    private double medianOfRounds(
            String name, String other, ToDoubleFunction<Took> measure, DoubleBinaryOperator operator) {
        List<Took> left = taken.get(name);
        List<Took> right = taken.get(other);
        return median(IntStream.range(0, left.size())
                .mapToDouble(round -> operator.applyAsDouble(
                        measure.applyAsDouble(left.get(round)), measure.applyAsDouble(right.get(round))))
                .toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
