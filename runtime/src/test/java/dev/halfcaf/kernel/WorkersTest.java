package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void runsEachPartOnce(int threads) {
        Workers workers = new Workers(threads);

        for (int parts : new int[] {0, 1, 2, 7, 100}) {
            AtomicIntegerArray runs = new AtomicIntegerArray(parts);
            workers.run(parts, runs::incrementAndGet);
            for (int i = 0; i < parts; i++) {
                assertThat(runs.get(i)).isEqualTo(1);
            }
        }
    }

    @Test
    void theCallerAndTheHelpersShareAJob() {
        Workers workers = new Workers(3);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch allHere = new CountDownLatch(3);

        // Each part waits for the others, so three threads must be at it.
        workers.run(3, part -> {
            threads.add(Thread.currentThread());
            allHere.countDown();
            await(allHere);
        });

        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        assertThat(threads)
                .filteredOn(thread -> thread != Thread.currentThread())
                .allMatch(Thread::isDaemon);
    }

    @Test
    void oneThreadIsTheCallerAlone() {
        new Workers(1).run(5, part -> assertThat(Thread.currentThread()).isSameAs(currentTestThread()));
    }

    private final Thread testThread = Thread.currentThread();

    private Thread currentTestThread() {
        return testThread;
    }

    @Test
    void whatAPartThrowsReachesTheCallerAfterAllHaveEnded() {
        Workers workers = new Workers(2);
        AtomicInteger ended = new AtomicInteger();

        assertThatThrownBy(() -> workers.run(10, part -> {
                    ended.incrementAndGet();
                    if (part == 3) {
                        throw new IndexOutOfBoundsException("part 3");
                    }
                }))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("part 3");
        assertThat(ended).hasValue(10);
        // And the helpers live on.
        workers.run(10, part -> ended.incrementAndGet());
        assertThat(ended).hasValue(20);
    }

    @Test
    void partsMayShareOutWorkThemselves() {
        Workers workers = new Workers(2);
        AtomicInteger runs = new AtomicInteger();

        workers.run(4, outer -> workers.run(4, inner -> runs.incrementAndGet()));

        assertThat(runs).hasValue(16);
    }

    @Test
    void severalCallersAtOnceGetTheirOwnResults() throws Exception {
        Workers workers = new Workers(3);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> sums = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                int weight = caller + 1;
                sums.add(() -> {
                    int total = 0;
                    for (int round = 0; round < 500; round++) {
                        int[] out = new int[20];
                        workers.run(20, part -> out[part] = part * weight);
                        for (int value : out) {
                            total += value;
                        }
                    }
                    return total;
                });
            }
            List<Future<Integer>> totals = callers.invokeAll(sums);
            for (int caller = 0; caller < 4; caller++) {
                assertThat(totals.get(caller).get()).isEqualTo(500 * 190 * (caller + 1));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void anInterruptOfTheCallerIsKeptForLater() {
        Workers workers = new Workers(2);
        Thread.currentThread().interrupt();

        AtomicInteger runs = new AtomicInteger();
        workers.run(8, part -> runs.incrementAndGet());

        assertThat(runs).hasValue(8);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void theNumberOfThreadsIsTheMachinesOrThePropertys() {
        assertThat(Workers.threads(null, 4)).isEqualTo(4);
        assertThat(Workers.threads("3", 4)).isEqualTo(3);
        for (String wrong : new String[] {"0", "-1", "two", "", "1025", "99999999999"}) {
            assertThatThrownBy(() -> Workers.threads(wrong, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "-Dhalfcaf.threads=" + wrong + " is no number of threads; use a number from 1 to 1024.");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
