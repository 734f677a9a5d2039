package dev.halfcaf.kernel;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The threads among which a large op is shared out: the caller and a fixed number of helpers, which sleep when there is
 * nothing to do. Their number is that of the machine's processors, or the system property {@code halfcaf.threads}.
 *
 * <p>Several callers may come at once, and a part may share out work itself: every caller works at its own job until no
 * part of it is left to begin, and waits for parts that are being worked at only, so nobody waits for a free helper.
 *
 * <p>Which thread does which part is chance. So that results are the same bits for any number of threads, what the
 * parts are must not depend on the number of threads where sums cross them.
 */
public final class Workers {
    private static final String PROPERTY = "halfcaf.threads";
    private static final int MOST_THREADS = 1024;

    /** The threads of this JVM. */
    public static final Workers SHARED = ofThisJvm();

    private final int threads;
    private final @Nullable Executor helpers;

    /** @param threads the caller included, at least 1 */
    Workers(int threads) {
        this.threads = threads;
        this.helpers = threads == 1 ? null : helpers(threads - 1);
    }

    private static Workers ofThisJvm() {
        try {
            return new Workers(
                    threads(System.getProperty(PROPERTY), Runtime.getRuntime().availableProcessors()));
        } catch (IllegalArgumentException wrongProperty) {
            throw new ExceptionInInitializerError(wrongProperty.getMessage());
        }
    }

    /**
     * The number of threads that a property asks for.
     *
     * @throws IllegalArgumentException if it is no number from 1 to 1024
     */
    static int threads(@Nullable String property, int processors) {
        if (property == null) {
            return Math.min(processors, MOST_THREADS);
        }
        int threads;
        try {
            threads = Integer.parseInt(property.strip());
        } catch (NumberFormatException notANumber) {
            threads = 0;
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("-D" + PROPERTY + "=" + property
                    + " is no number of threads; use a number from 1 to " + MOST_THREADS + ".");
        }
        return threads;
    }

    private static Executor helpers(int count) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), job -> {
            Thread thread = new Thread(job, "halfcaf-worker-" + number.incrementAndGet());
            // A program ends when its own threads have ended; and a helper must not keep a caller's class loader alive.
            thread.setDaemon(true);
            thread.setContextClassLoader(null);
            return thread;
        });
    }

    /** Threads that work at one job, the caller included. */
    public int threads() {
        return threads;
    }

    /** One part of a job. */
    @FunctionalInterface
    public interface Part {
        void run(int index);
    }

    /**
     * Runs parts 0 to {@code parts - 1}, in any order, and returns when all are done; what they wrote is then visible to
     * the caller. If parts throw, the first throwable is thrown here after all have ended.
     */
    public void run(int parts, Part part) {
        if (helpers == null || parts <= 1) {
            for (int i = 0; i < parts; i++) {
                part.run(i);
            }
            return;
        }
        Job job = new Job(parts, part);
        for (int i = 1; i < Math.min(threads, parts); i++) {
            helpers.execute(job);
        }
        job.run();
        job.awaitEnd();
    }

    private static final class Job implements Runnable {
        private final int parts;
        private final Part part;
        private final AtomicInteger begun = new AtomicInteger();
        private final CountDownLatch unfinished;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Job(int parts, Part part) {
            this.parts = parts;
            this.part = part;
            this.unfinished = new CountDownLatch(parts);
        }

        @Override
        public void run() {
            for (int i = begun.getAndIncrement(); i < parts; i = begun.getAndIncrement()) {
                try {
                    part.run(i);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    unfinished.countDown();
                }
            }
        }

        void awaitEnd() {
            boolean interrupted = false;
            while (unfinished.getCount() > 0) {
                try {
                    unfinished.await();
                } catch (InterruptedException untilTheEnd) {
                    // The parts write into the caller's arrays: it must not go on before they have ended.
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
        }
    }
}
