package dev.halfcaf.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Turns, repetitions and failures, with contestants that only say how long they took. */
class RoundsTest {
    private static final Task TASK = Task.of(Operation.ADD, "float32", 2, 3);
    private static final Entrant OURS = new Entrant(Role.HALFCAF, TASK);
    private static final Entrant PEER = new Entrant(Role.OPENBLAS, TASK);
    private static final Contest CONTEST = new Contest("memory", "add", List.of(new Goal(OURS, PEER, Wanted.quiet(1))));
    private static final Rounds THREE = new Rounds(3, 100, 1, 10);

    private final List<String> failures = new ArrayList<>();
    private final List<String> log = new ArrayList<>();

    /** Says that each run takes so many milliseconds, and writes down who was asked. */
    private Contestant fake(String name, double milliseconds) {
        return fake(name, times -> (long) (times * milliseconds * 1e6));
    }

    private Contestant fake(String name, LongUnaryOperator nanoseconds) {
        return new Contestant() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<Work> prepare(Task task) {
                return Optional.of(new Work() {
                    @Override
                    public void run() {
                        throw new IllegalStateException("time() counts");
                    }

                    @Override
                    public long time(int times) {
                        log.add(name + " " + times);
                        return nanoseconds.applyAsLong(times);
                    }

                    @Override
                    public void close() {
                        log.add(name + " closed");
                    }
                });
            }
        };
    }

    private Field field(Contestant ours, Contestant peer) {
        return new Field()
                .with(Role.HALFCAF, () -> ours)
                .with(Role.OPENBLAS, () -> peer)
                .with(Role.PROBE, () -> fake("probe", 20));
    }

    @Test
    void eachRoundBeginsWithAnotherOneAndShortWorkIsRepeated() {
        Map<Entrant, Times> times = THREE.run(CONTEST, field(fake("ours", 20), fake("peer", 5)), failures);

        assertThat(log.subList(log.size() - 12, log.size()))
                .containsExactly(
                        "ours 1",
                        "peer 3",
                        "probe 1",
                        "peer 3",
                        "probe 1",
                        "ours 1",
                        "probe 1",
                        "ours 1",
                        "peer 3",
                        "ours closed",
                        "peer closed",
                        "probe closed");
        assertThat(times.get(OURS).seconds()).containsExactly(0.02, 0.02, 0.02);
        assertThat(times.get(PEER).best()).isCloseTo(0.005, within(1e-12));
        assertThat(failures).isEmpty();
    }

    @Test
    void slowContestsHaveFewerRoundsButFive() {
        Map<Entrant, Times> times =
                new Rounds(15, 0.1, 1, 10).run(CONTEST, field(fake("ours", 20), fake("peer", 20)), failures);

        assertThat(times.get(OURS).seconds()).hasSize(5);
    }

    @Test
    void whoIsMissingIsLeftOutAndTheOthersGoOn() {
        Field field = new Field()
                .with(Role.HALFCAF, () -> fake("ours", 20))
                .with(Role.OPENBLAS, () -> {
                    throw new IllegalStateException("not built in");
                })
                .with(Role.PROBE, () -> fake("probe", 20));

        Map<Entrant, Times> times = THREE.run(CONTEST, field, failures);

        assertThat(times).containsOnlyKeys(OURS, Contests.FMA);
        assertThat(field.missing()).containsExactly(Map.entry(Role.OPENBLAS, "not built in"));
        assertThat(field.present()).containsEntry(Role.HALFCAF, "ours").doesNotContainKey(Role.OPENBLAS);
        assertThat(failures).isEmpty();
        assertThat(Report.result(CONTEST, new Setting(25, "vector"), times).figures())
                .isEmpty();
    }

    @Test
    void whoFailsOnTheWayIsLeftOutWithASentence() {
        Contestant failing = fake("peer", times -> {
            throw new IllegalStateException("broken\nby something");
        });

        Map<Entrant, Times> times = THREE.run(CONTEST, field(fake("ours", 20), failing), failures);

        assertThat(times).containsOnlyKeys(OURS, Contests.FMA);
        assertThat(failures).containsExactly("OpenBLAS float32, add/float32/2x3: broken");
        assertThat(log).containsOnlyOnce("peer closed");
    }
}
