package dev.halfcaf.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrefetchedDatasetTest {

    private static ArrayDataset<int[]> rows(int examples) {
        return ArrayDataset.of(examples, 1, rows -> rows);
    }

    private static boolean threadRuns() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("halfcaf-prefetch") && thread.isAlive());
    }

    @Test
    void theBatchesAreTheSame() {
        ArrayDataset<int[]> data = rows(100).shuffled(5);
        for (int ahead : new int[] {1, 2, 1000}) {
            Dataset<int[]> prefetched = data.prefetch(ahead);
            assertThat(ArrayDatasetTest.ids(prefetched, 3, 10)).isEqualTo(ArrayDatasetTest.ids(data, 3, 10));
            assertThat(prefetched.seed()).isEqualTo(5);
            assertThat(prefetched.batchesPerEpoch()).isEqualTo(OptionalLong.of(100));
        }
        assertThat(threadRuns()).isFalse();
    }

    @Test
    void anotherThreadMakesThem() throws InterruptedException {
        AtomicReference<Thread> maker = new AtomicReference<>();
        CountDownLatch made = new CountDownLatch(1);
        Dataset<int[]> data = rows(3).map(rows -> {
                    maker.set(Thread.currentThread());
                    made.countDown();
                    return rows;
                })
                .prefetch(1);
        try (Batches<int[]> batches = data.epoch(1, 0)) {
            made.await(); // without asking for one
            assertThat(batches.hasNext()).isTrue();
        }
        assertThat(maker.get()).isNotEqualTo(Thread.currentThread());
        assertThat(maker.get().isAlive()).isFalse();
    }

    @Test
    void notMoreThanAskedForAreMadeAhead() throws InterruptedException {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        Dataset<int[]> data = rows(100)
                .map(rows -> {
                    made.incrementAndGet();
                    three.countDown();
                    return rows;
                })
                .prefetch(2);
        try (Batches<int[]> batches = data.epoch(1, 0)) {
            three.await();
            // Two in the queue, and one in the hands of the thread, which waits for room.
            while (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(t -> t.getName().equals("halfcaf-prefetch") && t.getState() == Thread.State.WAITING)) {
                Thread.onSpinWait();
            }
            assertThat(made).hasValue(3);
            assertThat(batches.next()).containsExactly(0);
        }
        assertThat(threadRuns()).isFalse();
    }

    @Test
    void anExceptionComesOutInTheCallersThreadWithItsCause() {
        IllegalArgumentException broken = new IllegalArgumentException("image 2 is broken");
        Dataset<int[]> data = rows(5).map(rows -> {
                    if (rows[0] == 2) {
                        throw broken;
                    }
                    return rows;
                })
                .prefetch(3);
        try (Batches<int[]> batches = data.epoch(1, 0)) {
            assertThat(batches.next()).containsExactly(0);
            assertThat(batches.next()).containsExactly(1);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(batches::hasNext)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("A batch could not be made ahead, in thread halfcaf-prefetch: "
                                + "java.lang.IllegalArgumentException: image 2 is broken")
                        .hasCause(broken);
            }
        }
        assertThat(threadRuns()).isFalse();
    }

    @Test
    void closingInTheMiddleEndsTheThreadAlsoIfItSwallowsInterrupts() {
        Dataset<int[]> data = rows(1000)
                .map(rows -> {
                    Thread.interrupted();
                    return rows;
                })
                .prefetch(1);
        Batches<int[]> batches = data.epoch(1, 0);
        batches.next();
        batches.close();
        batches.close();

        assertThat(threadRuns()).isFalse();
        assertThatThrownBy(batches::hasNext).hasMessage("The batches are closed.");
    }

    @Test
    void anInterruptedReaderStopsWaiting() {
        CountDownLatch never = new CountDownLatch(1);
        Dataset<int[]> data = rows(1).map(rows -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return rows;
                })
                .prefetch(1);
        try (Batches<int[]> batches = data.epoch(1, 0)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(batches::hasNext).isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(threadRuns()).isFalse();
    }

    @Test
    void atLeastOneIsKeptReady() {
        assertThatThrownBy(() -> rows(1).prefetch(0)).hasMessageContaining("at least 1 is needed");
    }
}
