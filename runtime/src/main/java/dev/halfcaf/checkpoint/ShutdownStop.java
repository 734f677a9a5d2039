package dev.halfcaf.checkpoint;

import dev.halfcaf.train.TrainingRun;
import java.util.concurrent.CountDownLatch;

/** Stops a run when the JVM is told to end, and has the JVM wait until the run is saved. */
final class ShutdownStop {
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private ShutdownStop(TrainingRun run) {
        hook = new Thread(
                () -> {
                    run.stop();
                    await();
                },
                "halfcaf-checkpoint-at-shutdown");
    }

    static ShutdownStop of(TrainingRun run) {
        ShutdownStop stop = new ShutdownStop(run);
        try {
            Runtime.getRuntime().addShutdownHook(stop.hook);
        } catch (IllegalStateException e) {
            // The JVM ends already: too late to be waited for.
            run.stop();
        }
        return stop;
    }

    private void await() {
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void release() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running, which is why the run has ended.
            return;
        }
    }
}
