package dev.halfcaf.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That everything that is measured runs, at small sizes. */
class HalfcafTest {
    @ParameterizedTest
    @EnumSource(Operation.class)
    void everyTaskOfTheContestsRuns(Operation operation) {
        for (Contest contest : Contests.all()) {
            for (Entrant entrant : contest.entrants()) {
                Task task = entrant.task();
                if (task.operation() == operation) {
                    Integer size = operation == Operation.COPY ? 96 : operation == Operation.FMA ? 2 : 3;
                    Task small = new Task(
                            operation,
                            task.dtype(),
                            Collections.nCopies(task.sizes().size(), size));
                    Contestant contestant = entrant.role() == Role.PROBE ? new Probes() : new Halfcaf();
                    try (Work work = contestant.prepare(small).orElseThrow()) {
                        assertThat(work.time(2)).isPositive();
                    }
                }
            }
        }
    }
}
