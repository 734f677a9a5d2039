package dev.halfcaf.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A run of a {@link Trainer}, as its listeners see it. Used in the run's thread, but for {@link #stop}. */
public final class TrainingRun {
    private final TrainStep step;
    private final int epochs;
    private final OptionalLong batchesPerEpoch;
    private final List<EpochResult> history = new ArrayList<>();
    private TrainingPosition position;
    private @Nullable TrainingEnd end;
    private volatile boolean stopped;

    TrainingRun(TrainStep step, int epochs, OptionalLong batchesPerEpoch, TrainingPosition position) {
        this.step = step;
        this.epochs = epochs;
        this.batchesPerEpoch = batchesPerEpoch;
        this.position = position;
    }

    /** Ends the run after the present step. Any thread may call it. */
    public void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** The step that is trained with: it counts steps, and knows its {@link TrainStep#state}. */
    public TrainStep step() {
        return step;
    }

    /** The epochs of the run. */
    public int epochs() {
        return epochs;
    }

    /** The batches of each epoch; empty if the data set does not know. */
    public OptionalLong batchesPerEpoch() {
        return batchesPerEpoch;
    }

    /** Where the run stands: what {@link Trainer#from} goes on from, with the step's state of the same moment. */
    public TrainingPosition position() {
        return position;
    }

    /** The epochs that this run has done. */
    public List<EpochResult> history() {
        return Collections.unmodifiableList(history);
    }

    /** Why the run ended; null as long as it goes on. */
    public @Nullable TrainingEnd end() {
        return end;
    }

    void moveTo(TrainingPosition newPosition) {
        position = newPosition;
    }

    void add(EpochResult epoch) {
        history.add(epoch);
    }

    void endWith(TrainingEnd how) {
        end = how;
    }
}
