package dev.halfcaf.benchmarks.peers;

import java.util.Arrays;
import java.util.stream.IntStream;

/** How many seconds something took, in each round. */
record Times(double[] seconds) {
    Times {
        if (seconds.length == 0) {
            throw new IllegalArgumentException("No round was measured.");
        }
    }

    double best() {
        return Arrays.stream(seconds).min().orElseThrow();
    }

    double median() {
        return median(seconds);
    }

    /** How many times as fast as another this is, each in its best round: as on a quiet machine. */
    double quiet(Times by) {
        return by.best() / best();
    }

    /** How many times as fast as another this is within a round; the median over the rounds. */
    double busy(Times by) {
        if (by.seconds.length != seconds.length) {
            throw new IllegalArgumentException(
                    seconds.length + " rounds cannot be compared with " + by.seconds.length + ".");
        }
        return median(IntStream.range(0, seconds.length)
                .mapToDouble(round -> by.seconds[round] / seconds[round])
                .toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
