package dev.halfcaf.benchmarks.peers;

import java.util.Optional;
import java.util.stream.Stream;

/** What the machine gives: arithmetic and memory, without anybody's library. */
final class Probes implements Contestant {
    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Optional<Work> prepare(Task task) {
        return switch (task.operation()) {
            case FMA -> Optional.of(task.size(0) == 1 ? new FmaLoop(1)::run : threads(task.size(0)));
            case COPY -> Optional.of(copy(task.size(0)));
            default -> Optional.empty();
        };
    }

    /** Reads half of the bytes and writes the other half. */
    private static Work copy(int bytes) {
        // Not left at zero, which a system may keep as one page.
        float[] from = Operands.normal(bytes / 8);
        float[] to = from.clone();
        return () -> System.arraycopy(from, 0, to, 0, from.length);
    }

    /** The loop's work shared out to so many threads, each with numbers of its own. */
    private static Work threads(int count) {
        FmaLoop[] loops = Stream.generate(() -> new FmaLoop(count)).limit(count).toArray(FmaLoop[]::new);
        return new Work() {
            @Override
            public void run() {
                time(1);
            }

            @Override
            public long time(int times) {
                Thread[] threads = new Thread[loops.length];
                long start = System.nanoTime();
                for (int i = 0; i < threads.length; i++) {
                    FmaLoop loop = loops[i];
                    threads[i] = new Thread(() -> {
                        for (int time = 0; time < times; time++) {
                            loop.run();
                        }
                    });
                    threads[i].start();
                }
                try {
                    for (Thread thread : threads) {
                        thread.join();
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException("interrupted", e);
                }
                return System.nanoTime() - start;
            }
        };
    }
}
