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
    /** What is timed, and how long it took in each round. */
    private record Subject(Supplier<Took> work, List<Took> taken) {}

    private final Map<String, Subject> subjects = new LinkedHashMap<>();

    Comparison with(String name, Supplier<Took> subject) {
        subjects.put(name, new Subject(subject, new ArrayList<>()));
        return this;
    }

    /** Runs each subject once per round, each round beginning with another one. */
    Comparison run(int warmUps, int rounds) {
        List<String> names = new ArrayList<>(subjects.keySet());
        for (int round = -warmUps; round < rounds; round++) {
            for (int i = 0; i < names.size(); i++) {
                Subject subject = subject(names.get(Math.floorMod(i + round, names.size())));
                Took took = subject.work().get();
                if (round >= 0) {
                    subject.taken().add(took);
                }
            }
        }
        return this;
    }

    private Subject subject(String name) {
        Subject subject = subjects.get(name);
        if (subject == null) {
            throw new IllegalArgumentException("'" + name + "' is none of " + subjects.keySet());
        }
        return subject;
    }

    /** The median of a subject. */
    double median(String name, ToDoubleFunction<Took> measure) {
        return median(subject(name).taken().stream().mapToDouble(measure).toArray());
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
        List<Took> left = subject(name).taken();
        List<Took> right = subject(other).taken();
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
