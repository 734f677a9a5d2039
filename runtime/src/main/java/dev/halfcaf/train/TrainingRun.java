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
    private final @Nullable EarlyStopper stopper;
    private final @Nullable WeightAverage average;

    TrainingRun(
            TrainStep step,
            int epochs,
            OptionalLong batchesPerEpoch,
            TrainingPosition position,
            @Nullable EarlyStopper stopper,
            @Nullable WeightAverage average) {
        this.step = step;
        this.epochs = epochs;
        this.batchesPerEpoch = batchesPerEpoch;
        this.position = position;
        this.stopper = stopper;
        this.average = average;
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

    /** Where the run stands in its data. */
    public TrainingPosition position() {
        return position;
    }

    /**
     * A copy of what {@link Trainer#from(TrainingProgress)} goes on from, with the step's state of the same moment.
     *
     * @throws IllegalStateException during a validation that sees the averages in the place of the variables
     */
    public TrainingProgress progress() {
        if (average != null) {
            average.requireOutside();
        }
        return new TrainingProgress(
                position, stopper == null ? null : stopper.state(), average == null ? null : average.state());
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
