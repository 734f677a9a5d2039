package dev.halfcaf.checkpoint;

import dev.halfcaf.train.EpochResult;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.Trainer;
import dev.halfcaf.train.TrainingEnd;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingPosition;
import dev.halfcaf.train.TrainingRun;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a trainer's run, in a folder of their own: one after each epoch, and one where the run is stopped or its
 * thread interrupted. Resumed from the newest, a run has the same bits as one that never stopped.
 *
 * <pre>{@code
 * Checkpoints checkpoints = Checkpoints.in(Path.of("run")).everySteps(500).atShutdown();
 * checkpoints.resume(trainer).fit(data, 20, checkpoints);      // begins, or goes on
 * }</pre>
 *
 * The files are named by the steps seen, {@code step-00000500.safetensors}, and each is written {@linkplain Checkpoint#save whole or
 * not at all}. A run that fails leaves the last one before: what failed may have left a step half done. For one run at a time.
 */
public final class Checkpoints implements TrainingListener {
    private record Settings(long everySteps, int keep, boolean atShutdown, Map<String, String> extras) {}

    private final CheckpointFolder folder;
    private final Settings settings;
    private @Nullable TrainingPosition saved;
    private @Nullable ShutdownStop shutdown;

    private Checkpoints(CheckpointFolder folder, Settings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    /** Checkpoints in this folder, which is made if need be; the newest 3 are kept. */
    public static Checkpoints in(Path folder) {
        return new Checkpoints(new CheckpointFolder(folder), new Settings(Long.MAX_VALUE, 3, false, Map.of()));
    }

    /** The same, with one after each so many steps as well. */
    public Checkpoints everySteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("A checkpoint every " + steps + " steps: it must be at least 1.");
        }
        return new Checkpoints(folder, new Settings(steps, settings.keep, settings.atShutdown, settings.extras));
    }

    /** The same, keeping so many of the newest files; older ones are deleted when a new one is whole. */
    public Checkpoints keeping(int files) {
        if (files < 1) {
            throw new IllegalArgumentException("Keeping " + files + " checkpoints: it must be at least 1.");
        }
        return new Checkpoints(folder, new Settings(settings.everySteps, files, settings.atShutdown, settings.extras));
    }

    /**
     * The same, where a JVM that is told to end in the middle of a run (Ctrl-C, SIGTERM) first stops the run after its present step and
     * saves. {@code System.exit} must not be called in the run's thread by a listener then: it would wait for itself.
     */
    public Checkpoints atShutdown() {
        return new Checkpoints(folder, new Settings(settings.everySteps, settings.keep, true, settings.extras));
    }

    /** The same, with a text of the caller's in each: what another process has to know to set the run up again. */
    public Checkpoints with(String name, String value) {
        Map<String, String> more = new TreeMap<>(settings.extras);
        more.put(name, value);
        return new Checkpoints(folder, new Settings(settings.everySteps, settings.keep, settings.atShutdown, more));
    }

    /**
     * The file of the newest checkpoint; empty if there is none.
     *
     * @throws CheckpointException if the folder cannot be read
     */
    public Optional<Path> newest() {
        return folder.newest();
    }

    /**
     * Sets a trainer's step to the newest checkpoint.
     *
     * @return the trainer, to go on from there; where there is no checkpoint, the trainer as it is
     * @throws CheckpointException as {@link Checkpoint#read} and {@link Checkpoint#resume} do
     */
    public <B> Trainer<B> resume(Trainer<B> trainer) {
        Optional<Path> newest = newest();
        return newest.isPresent() ? Checkpoint.read(newest.get()).resume(trainer) : trainer;
    }

    /** @throws CheckpointException if the folder cannot be made, or has a checkpoint from further on in a run than this one */
    @Override
    public void onTrainingBegin(TrainingRun run) {
        folder.open();
        folder.requireNoneAfter(run.step().stepsSeen());
        saved = null;
        shutdown = settings.atShutdown ? ShutdownStop.of(run) : null;
    }

    @Override
    public void onTrainingBatch(TrainingRun run, StepResult result) {
        if (run.step().stepsSeen() % settings.everySteps == 0) {
            save(run);
        }
    }

    @Override
    public void onEpoch(TrainingRun run, EpochResult epoch) {
        save(run);
    }

    /** A run that came to its end was saved with its last epoch, before early stopping gave the model its best values. */
    @Override
    public void onTrainingEnd(TrainingRun run) {
        try {
            boolean cancelled = run.end() == TrainingEnd.STOPPED || run.end() == TrainingEnd.INTERRUPTED;
            if (cancelled && !run.position().equals(saved)) {
                save(run);
            }
        } finally {
            if (shutdown != null) {
                shutdown.release();
            }
        }
    }

    private void save(TrainingRun run) {
        Checkpoint checkpoint = Checkpoint.of(run);
        for (Map.Entry<String, String> extra : settings.extras.entrySet()) {
            checkpoint = checkpoint.with(extra.getKey(), extra.getValue());
        }
        checkpoint.save(folder.file(run.step().stepsSeen()));
        saved = run.position();
        folder.keepNewest(settings.keep);
    }
}
