package dev.halfcaf.sample.run;

import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingRun;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Ends a run when the JVM is asked to, by Ctrl-C or a signal: the step on its way is finished, and what is to be saved is
 * saved, before the JVM goes.
 */
public final class StopAtExit implements TrainingListener, AutoCloseable {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopAndWait, "halfcaf-sample-stop");
    private volatile boolean asked;
    private volatile @Nullable TrainingRun run;

    /** From now on, until {@link #close}. */
    public StopAtExit() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void onTrainingBegin(TrainingRun begun) {
        run = begun;
        if (asked) {
            begun.stop();
        }
    }

    private void stopAndWait() {
        asked = true;
        TrainingRun known = run;
        if (known != null) {
            known.stop();
        }
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the JVM is to end. */
    public boolean isAsked() {
        return asked;
    }

    /** All is saved, and said: the JVM may go. */
    @Override
    public void close() {
        closed.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM is on its way out, and the hook with it.
            }
        }
    }
}
