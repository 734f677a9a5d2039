package dev.halfcaf.benchmarks.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the entrants of a contest take turns, in each round each of them once and each round beginning with another one.
 *
 * @param rounds how many
 * @param seconds roughly how long a contest may take; slow ones have fewer rounds, but not below 5 if more were asked for
 * @param warmUpMillis how long each entrant runs before it is measured
 * @param measureMillis how long a measurement lasts at least; short work is repeated within it
 */
record Rounds(int rounds, double seconds, int warmUpMillis, int measureMillis) {
    private static final int FEWEST = 5;

    /** An entrant at its work. */
    private static final class Runner {
        private final Work work;
        private int repetitions = 1;
        private final List<Double> seconds = new ArrayList<>();

        Runner(Work work) {
            this.work = work;
        }

        /** Runs until so much time has gone by, at least twice. */
        void warmUp(long nanoseconds) {
            long gone = 0;
            for (int times = 1, runs = 0; gone < nanoseconds || runs < 2; times *= 2) {
                // The last batch is no longer than all before it together: so this ends at about twice the time asked
                // for.
                gone += work.time(times);
                runs += times;
            }
        }

        void calibrate(long nanoseconds) {
            long took = Math.max(1, work.time(1));
            while (took < nanoseconds && repetitions < 1 << 24) {
                // By its last length; at most tenfold, as the first measurement of something short says little.
                repetitions = (int) Math.ceil(repetitions * Math.min(10, 1.2 * nanoseconds / took));
                took = Math.max(1, work.time(repetitions));
            }
        }

        double measure() {
            double took = work.time(repetitions) / 1e9;
            seconds.add(took / repetitions);
            return took;
        }

        Times times() {
            return new Times(seconds.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    /**
     * Who took how long. Who cannot do its task is left out.
     *
     * @param failures gets a sentence for each entrant that failed
     */
    Map<Entrant, Times> run(Contest contest, Field field, List<String> failures) {
        Map<Entrant, Runner> runners = new LinkedHashMap<>();
        try {
            for (Entrant entrant : contest.entrants()) {
                guarded(
                        entrant,
                        failures,
                        () -> field.prepare(entrant).ifPresent(work -> runners.put(entrant, new Runner(work))));
            }
            // In two passes: what one of them makes the JIT compiler undo, it does again before it counts.
            each(runners, failures, runner -> runner.warmUp(warmUpMillis * 500_000L));
            each(runners, failures, runner -> runner.warmUp(warmUpMillis * 500_000L));
            each(runners, failures, runner -> runner.calibrate(measureMillis * 1_000_000L));
            measure(runners, failures);
            Map<Entrant, Times> times = new LinkedHashMap<>();
            runners.forEach((entrant, runner) -> times.put(entrant, runner.times()));
            return times;
        } finally {
            runners.values().forEach(runner -> runner.work.close());
        }
    }

    private void measure(Map<Entrant, Runner> runners, List<String> failures) {
        int count = rounds;
        for (int round = 0; round < count; round++) {
            List<Entrant> order = new ArrayList<>(runners.keySet());
            double[] roundSeconds = new double[1];
            for (int i = 0; i < order.size(); i++) {
                Entrant entrant = order.get((i + round) % order.size());
                Runner runner = runners.get(entrant);
                if (runner != null) {
                    one(runners, entrant, failures, () -> roundSeconds[0] += runner.measure());
                }
            }
            if (round == 0) {
                count = Math.min(rounds, Math.max(FEWEST, (int) (seconds / roundSeconds[0])));
            }
        }
    }

    private static void each(
            Map<Entrant, Runner> runners, List<String> failures, java.util.function.Consumer<Runner> action) {
        for (Map.Entry<Entrant, Runner> entry : List.copyOf(runners.entrySet())) {
            one(runners, entry.getKey(), failures, () -> action.accept(entry.getValue()));
        }
    }

    /** Does something with an entrant, which is out if that fails. */
    private static void one(Map<Entrant, Runner> runners, Entrant entrant, List<String> failures, Runnable action) {
        if (!guarded(entrant, failures, action)) {
            Runner failed = runners.remove(entrant);
            if (failed != null) {
                failed.work.close();
            }
        }
    }

    private static boolean guarded(Entrant entrant, List<String> failures, Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            failures.add(entrant.label() + ", " + entrant.task() + ": " + Field.sentence(failure));
            return false;
        }
    }
}
