package dev.halfcaf.report;

import dev.halfcaf.train.Gradients;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.TrainingListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps and epochs of one run. A training loop feeds it in two lines, and what else looks at the run listens to it:
 *
 * <pre>{@code
 * RunHistory history = new RunHistory("mixed_float16").tell(CsvLog.open(folder));
 * for (int epoch = 1; epoch <= epochs; epoch++) {
 *     for (Batch batch : batches) {
 *         history.step(epoch, step.run(batch.x(), batch.labels()));
 *     }
 *     history.epoch(epoch, Map.of(), Map.of("accuracy", accuracy(model)));
 * }
 * history.onEnd();
 * HtmlReport.write(Path.of("run.html"), "My run", List.of(history));
 * }</pre>
 *
 * <p>A {@link dev.halfcaf.train.Trainer} feeds its {@link #listener}.
 *
 * <p>It takes about 150 bytes for each step, and more for steps whose gradients are measured. Not safe for use by several
 * threads at once.
 */
public final class RunHistory implements RunListener {
    private final String name;
    private final Map<String, String> facts;
    private final LongSupplier clock;
    private final List<StepRecord> steps = new ArrayList<>();
    private final List<EpochRecord> epochs = new ArrayList<>();
    private final List<RunListener> listeners = new ArrayList<>();
    private int measuredSteps;
    private @Nullable GradientFigures figures;
    private long lastHeard;

    /** A run without steps, by the name under which reports show it. */
    public RunHistory(String name) {
        this(name, Map.of());
    }

    /**
     * A run without steps.
     *
     * @param name how reports call it
     * @param facts what a reader should know of it, such as the seed, in the order in which it is shown
     */
    public RunHistory(String name, Map<String, String> facts) {
        this(name, facts, System::nanoTime);
    }

    RunHistory(String name, Map<String, String> facts, LongSupplier clock) {
        this.name = name;
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        this.clock = clock;
        this.lastHeard = clock.getAsLong();
    }

    /** Adds listeners: from now on they hear of each step and epoch after it was taken down. Returns this history. */
    public RunHistory tell(RunListener... more) {
        listeners.addAll(List.of(more));
        return this;
    }

    /**
     * Makes {@link #measured} read the gradients of the first step and of every so-manieth one: 1 for all, 0 for none, as at
     * first. What reading costs says {@link GradientFigures#of}. Returns this history.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RunHistory measureGradientsEvery(int stepCount) {
        StepRecord.atLeast("measureGradientsEvery", stepCount, 0);
        measuredSteps = stepCount;
        return this;
    }

    /**
     * What feeds this history while a {@link dev.halfcaf.train.Trainer} runs: {@code trainer.fit(data, 10, history.listener())}.
     * A run that is resumed goes on with the history of its first part, after {@link #rewindTo} its state.
     */
    public TrainingListener listener() {
        return new TrainingRecorder(this);
    }

    /**
     * The second half of a step, which reads the gradients before they are applied, if they are to be measured: what is applied
     * can be read no more. The next step that is taken down has what was read.
     *
     * <pre>{@code
     * history.step(epoch, history.measured(step.gradients(batch.x(), batch.labels()), step::apply));
     * }</pre>
     *
     * @param apply such as {@code step::apply}
     */
    public StepResult measured(Gradients gradients, Function<Gradients, StepResult> apply) {
        boolean isDue = measuredSteps > 0 && lastStep() % measuredSteps == 0;
        figures = isDue ? GradientFigures.of(gradients) : null;
        return apply.apply(gradients);
    }

    /** Takes down the next step. Returns the result. */
    public StepResult step(int epoch, StepResult result) {
        onStep(next(epoch, result));
        return result;
    }

    /** Takes down the end of an epoch, with the metrics measured there; one of the maps, or both, may be empty. */
    public void epoch(int epoch, Map<String, Double> training, Map<String, Double> validation) {
        onEpoch(new EpochRecord(epoch, lastStep(), training, validation));
    }

    /**
     * The record of the step after the last one, to be completed and handed to {@link #onStep}. Its time is the time since
     * this history heard of a step or an epoch, or of the beginning, or was made: batches that are slow to come count.
     */
    public StepRecord next(int epoch, StepResult result) {
        return StepRecord.of(lastStep() + 1, epoch, result)
                .withGradients(figures)
                .withNanos(Math.max(0, clock.getAsLong() - lastHeard));
    }

    @Override
    public void onBegin(int epochCount, long stepsPerEpoch) {
        listeners.forEach(listener -> listener.onBegin(epochCount, stepsPerEpoch));
        lastHeard = clock.getAsLong();
    }

    /** @throws IllegalArgumentException if the step is not after the last one */
    @Override
    public void onStep(StepRecord step) {
        if (step.step() <= lastStep()) {
            throw new IllegalArgumentException(
                    "Step " + step.step() + " of '" + name + "' comes after step " + lastStep()
                            + ": a run that goes on from an older state first forgets what came later, by rewindTo("
                            + (step.step() - 1) + ").");
        }
        figures = null;
        steps.add(step);
        listeners.forEach(listener -> listener.onStep(step));
        lastHeard = clock.getAsLong();
    }

    @Override
    public void onEpoch(EpochRecord epoch) {
        epochs.add(epoch);
        listeners.forEach(listener -> listener.onEpoch(epoch));
        lastHeard = clock.getAsLong();
    }

    /** Tells the listeners that nothing else will come; those with files close them. */
    @Override
    public void onEnd() {
        listeners.forEach(RunListener::onEnd);
    }

    /**
     * Forgets the steps and epochs after this step, for a run that is resumed from a state that is older than its history.
     * Listeners are not told. Returns this history.
     */
    public RunHistory rewindTo(long step) {
        steps.removeIf(record -> record.step() > step);
        epochs.removeIf(record -> record.step() > step);
        return this;
    }

    /** How reports call the run. */
    public String name() {
        return name;
    }

    /** What a reader should know of the run. */
    public Map<String, String> facts() {
        return facts;
    }

    /** The steps so far; the list shows those to come, too. */
    public List<StepRecord> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** The epochs so far; the list shows those to come, too. */
    public List<EpochRecord> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    /** The number of the last step; 0 before the first. */
    public long lastStep() {
        return steps.isEmpty() ? 0 : steps.get(steps.size() - 1).step();
    }

    /** How many steps were skipped. */
    public long skipped() {
        return steps.stream().filter(step -> step.result().skipped()).count();
    }
}
