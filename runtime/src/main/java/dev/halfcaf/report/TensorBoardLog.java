package dev.halfcaf.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Writes a run's scalars to an event file for TensorBoard, beside those of earlier parts of the run. TensorBoard takes each
 * directory for a run, by the directory's name: {@code tensorboard --logdir runs} shows {@code runs/float32} and {@code
 * runs/mixed_float16} side by side.
 *
 * <p>The tags are {@code train/loss}, {@code train/loss_scale}, {@code train/skipped} (the steps skipped so far), {@code
 * train/learning_rate}, {@code train/gradient_norm}, {@code train/step_milliseconds} and {@code zero_share/<layer>} for each
 * step, as far as they are known, and {@code epoch/<metric>} and {@code validation/<metric>} for each epoch. Values are stored as
 * float32, as TensorBoard has them.
 *
 * <p>The file is complete up to the last epoch at least, and at the end, also if the process is killed between. What cannot be
 * written is an {@link UncheckedIOException}.
 */
public final class TensorBoardLog implements RunListener, AutoCloseable {
    /** So many steps are kept in memory at most. */
    private static final int STEPS_PER_FLUSH = 100;

    private static final String FILE_VERSION = "brain.Event:2";

    private final OutputStream out;
    private final LongSupplier clock;
    private long skipped;
    private int unflushed;
    private boolean closed;

    private TensorBoardLog(OutputStream out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        write(event(0).text(EventFormat.FILE_VERSION, FILE_VERSION));
    }

    /**
     * Begins a new file in a directory, which is made where it is missing.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static TensorBoardLog open(Path directory) {
        return open(directory, System::currentTimeMillis);
    }

    /**
     * Begins a new file for a run that goes on from a step. What older files have of later steps is to be forgotten, and
     * TensorBoard does so.
     *
     * @param step the last step that counts
     * @param stepsSkipped how many of the steps up to that one were skipped
     * @throws IllegalArgumentException if a number is negative
     * @throws UncheckedIOException if it cannot be written
     */
    public static TensorBoardLog resume(Path directory, long step, long stepsSkipped) {
        StepRecord.atLeast("step", step, 0);
        StepRecord.atLeast("stepsSkipped", stepsSkipped, 0);
        TensorBoardLog log = open(directory);
        log.skipped = stepsSkipped;
        log.write(log.event(step + 1)
                .message(EventFormat.SESSION_LOG, new Protobuf().number(EventFormat.STATUS, EventFormat.START)));
        return log;
    }

    static TensorBoardLog open(Path directory, LongSupplier clock) {
        try {
            Files.createDirectories(directory);
            return new TensorBoardLog(newFile(directory, clock.getAsLong() / 1000), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** TensorBoard reads the files of a directory in the order of their names. */
    private static OutputStream newFile(Path directory, long seconds) throws IOException {
        for (int number = 0; ; number++) {
            String name = String.format(Locale.ROOT, "events.out.tfevents.%010d.halfcaf.%03d", seconds, number);
            try {
                return new BufferedOutputStream(
                        Files.newOutputStream(directory.resolve(name), StandardOpenOption.CREATE_NEW));
            } catch (FileAlreadyExistsException e) {
                // Another part of the run began in the same second.
            }
        }
    }

    @Override
    public void onStep(StepRecord step) {
        Summary summary = new Summary();
        skipped += step.result().skipped() ? 1 : 0;
        summary.add("train/loss", step.result().loss());
        summary.add("train/loss_scale", step.result().scaleBefore());
        summary.add("train/skipped", skipped);
        if (!Double.isNaN(step.learningRate())) {
            summary.add("train/learning_rate", step.learningRate());
        }
        if (step.nanos() > 0) {
            summary.add("train/step_milliseconds", step.nanos() / 1e6);
        }
        GradientFigures gradients = step.gradients();
        if (gradients != null) {
            summary.add("train/gradient_norm", gradients.norm());
            gradients.zeroShares().forEach((layer, share) -> summary.add("zero_share/" + layer, share));
        }
        write(event(step.step()).message(EventFormat.SUMMARY, summary.message));
        unflushed++;
        if (unflushed == STEPS_PER_FLUSH) {
            flush();
        }
    }

    @Override
    public void onEpoch(EpochRecord epoch) {
        Summary summary = new Summary();
        epoch.training().forEach((metric, value) -> summary.add("epoch/" + metric, value));
        epoch.validation().forEach((metric, value) -> summary.add("validation/" + metric, value));
        write(event(epoch.step()).message(EventFormat.SUMMARY, summary.message));
        flush();
    }

    /** Closes the file. */
    @Override
    public void onEnd() {
        close();
    }

    /** Closes the file; closing twice does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() {
        unflushed = 0;
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Protobuf event(long step) {
        return new Protobuf()
                .fixed64(EventFormat.WALL_TIME, clock.getAsLong() / 1e3)
                .number(EventFormat.STEP, step);
    }

    private void write(Protobuf event) {
        if (closed) {
            throw new IllegalStateException(
                    "The event file is closed. Fix: open another for what follows, by resume().");
        }
        try {
            out.write(EventFormat.framed(event.toBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Summary {
        private final Protobuf message = new Protobuf();

        void add(String tag, double value) {
            message.message(
                    EventFormat.VALUE,
                    new Protobuf().text(EventFormat.TAG, tag).fixed32(EventFormat.SIMPLE_VALUE, (float) value));
        }
    }
}
