package dev.halfcaf.train;

import dev.halfcaf.data.Batches;
import dev.halfcaf.data.Dataset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ready loop: epochs of steps over a data set, with validation, early stopping, listeners and cancellation.
 *
 * <pre>{@code
 * var step = new DigitClassifierTrainStep(model, Adam.withLearningRate(1e-3));
 * Dataset<Batch> data = ArrayDataset.of(pixels, labels, 32).shuffled(7).prefetch(2);
 * TrainingResult result = Trainer.of(step, (Batch batch) -> step.run(batch.x(), batch.labels()))
 *     .validating(Evaluation.of(validation, batch -> model.forward(batch.x()), Metric.accuracy()))
 *     .stoppingEarly(EarlyStopping.onHighest("accuracy", 3))
 *     .fit(data, 20, listener);
 * }</pre>
 *
 * A run ends between two steps: when its epochs are done, at {@link TrainingRun#stop}, or when its thread is interrupted. Whatever
 * ends it, the step's {@link TrainStep#state} and the result's position are those of one moment, and {@link #from} goes on from
 * them with the same bits. Early stopping begins its count anew then.
 *
 * @param <B> the batch
 */
public final class Trainer<B> {
    /** One step on a batch: a generated step's {@code run}, with what it takes of the batch. */
    @FunctionalInterface
    public interface BatchStep<B> {
        /** Takes the step. */
        StepResult run(B batch);
    }

    private record Settings<B>(
            @Nullable Evaluation<?> validation,
            @Nullable EarlyStopping stopping,
            @Nullable WeightAverage average,
            @Nullable TrainingPosition start) {}

    private final TrainStep step;
    private final BatchStep<B> batchStep;
    private final Settings<B> settings;

    private Trainer(TrainStep step, BatchStep<B> batchStep, Settings<B> settings) {
        this.step = step;
        this.batchStep = batchStep;
        this.settings = settings;
    }

    /**
     * A trainer for a step.
     *
     * @param step the train step, whose state and counts the run has
     * @param batchStep the same step, as it is run on a batch: {@code batch -> step.run(batch.x(), batch.labels())}
     */
    public static <B> Trainer<B> of(TrainStep step, BatchStep<B> batchStep) {
        return new Trainer<>(step, batchStep, new Settings<>(null, null, null, null));
    }

    /** The same, with an evaluation after each epoch. */
    public Trainer<B> validating(Evaluation<?> validation) {
        return with(new Settings<>(validation, settings.stopping, settings.average, settings.start));
    }

    /** The same, ending early; needs a validation. */
    public Trainer<B> stoppingEarly(EarlyStopping stopping) {
        return with(new Settings<>(settings.validation, stopping, settings.average, settings.start));
    }

    /** The same, with an average that is updated after each step, and in the place of the variables during validation. */
    public Trainer<B> averaging(WeightAverage average) {
        return with(new Settings<>(settings.validation, settings.stopping, average, settings.start));
    }

    /** The same, going on from where another run stood; the step was restored to its state of that moment. */
    public Trainer<B> from(TrainingPosition position) {
        return with(new Settings<>(settings.validation, settings.stopping, settings.average, position));
    }

    private Trainer<B> with(Settings<B> changed) {
        return new Trainer<>(step, batchStep, changed);
    }

    /**
     * Trains. Exceptions of the data set, the step and the listeners come out of here, after {@link
     * TrainingListener#onTrainingEnd}.
     *
     * @param epochs the number of the last epoch: a run from epoch 3 on to 10 does eight
     * @throws IllegalArgumentException if the number of epochs is negative, the data set has another seed than the position, or
     *     early stopping has no such metric
     */
    public TrainingResult fit(Dataset<B> data, int epochs, TrainingListener... listeners) {
        Require.atLeast("epochs", epochs, 0);
        TrainingPosition start = settings.start == null ? TrainingPosition.startOf(1, data.seed()) : settings.start;
        if (start.seed() != data.seed()) {
            throw new IllegalArgumentException("The position is of a run over data with seed " + start.seed()
                    + "; this data set has seed " + data.seed() + ", and so another order.");
        }
        EarlyStopping stopping = settings.stopping;
        if (stopping != null && (settings.validation == null || !settings.validation.has(stopping.metric()))) {
            throw new IllegalArgumentException(
                    "Early stopping watches metric '" + stopping.metric()
                            + "', which the validation does not have. Fix: validating(Evaluation.of(..., a metric of that name)).");
        }
        Progress progress = stopping == null ? null : new Progress(stopping, step.variables());
        TrainingRun run = new TrainingRun(step, epochs, data.batchesPerEpoch(), start);
        return new Fit(data, run, List.of(listeners), progress).run();
    }

    /** One call of {@link #fit}. */
    private final class Fit {
        private final Dataset<B> data;
        private final TrainingRun run;
        private final List<TrainingListener> listeners;
        private final @Nullable Progress progress;

        Fit(Dataset<B> data, TrainingRun run, List<TrainingListener> listeners, @Nullable Progress progress) {
            this.data = data;
            this.run = run;
            this.listeners = listeners;
            this.progress = progress;
        }

        TrainingResult run() {
            try {
                tell(listener -> listener.onTrainingBegin(run));
                TrainingEnd end = epochsOrInterruption();
                run.endWith(end);
                tell(listener -> listener.onTrainingEnd(run));
                return new TrainingResult(end, run.position(), run.history());
            } catch (RuntimeException | Error failure) {
                if (run.end() == null) {
                    run.endWith(TrainingEnd.FAILED);
                    endAfter(failure);
                }
                throw failure;
            }
        }

        /** A listener that fails at the end must not hide why it came. */
        private void endAfter(Throwable failure) {
            try {
                tell(listener -> listener.onTrainingEnd(run));
            } catch (RuntimeException | Error another) {
                failure.addSuppressed(another);
            }
        }

        private TrainingEnd epochsOrInterruption() {
            try {
                return epochs();
            } catch (CancellationException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return TrainingEnd.INTERRUPTED;
                }
                throw e;
            }
        }

        private TrainingEnd epochs() {
            while (run.position().epoch() <= run.epochs()) {
                TrainingEnd interrupted = batches();
                if (interrupted != null) {
                    return interrupted;
                }
                Map<String, Double> metrics = validate();
                interrupted = whyEnd();
                if (interrupted != null) {
                    return interrupted;
                }
                TrainingPosition done = run.position();
                EpochResult epoch = new EpochResult(done.epoch(), done.meanLoss(), metrics);
                run.add(epoch);
                run.moveTo(TrainingPosition.startOf(done.epoch() + 1, done.seed()));
                tell(listener -> listener.onEpoch(run, epoch));
                if (progress != null && settings.stopping != null) {
                    Double value = metrics.get(settings.stopping.metric());
                    if (value != null && !progress.goesOn(value)) {
                        progress.restoreBest();
                        return TrainingEnd.EARLY;
                    }
                }
            }
            if (progress != null) {
                progress.restoreBest();
            }
            return TrainingEnd.COMPLETED;
        }

        /** The steps of the epoch that are left; null when it is over. */
        private @Nullable TrainingEnd batches() {
            TrainingPosition from = run.position();
            try (Batches<B> batches = data.epoch(from.epoch(), from.batch())) {
                while (true) {
                    TrainingEnd end = whyEnd();
                    if (end != null) {
                        return end;
                    }
                    if (!batches.hasNext()) {
                        return null;
                    }
                    takeStep(batches.next());
                }
            }
        }

        private void takeStep(B batch) {
            StepResult result = batchStep.run(batch);
            if (settings.average != null) {
                settings.average.update(result);
            }
            run.moveTo(run.position().behind(result));
            if (result.skipped()) {
                tell(listener -> listener.onSkippedStep(run, result));
            }
            if (result.scaleAfter() != result.scaleBefore()) {
                tell(listener -> listener.onLossScale(run, result));
            }
            tell(listener -> listener.onTrainingBatch(run, result));
        }

        private Map<String, Double> validate() {
            Evaluation<?> validation = settings.validation;
            if (validation == null) {
                return Map.of();
            }
            WeightAverage average = settings.average;
            return average == null ? measure(validation) : average.inPlace(() -> measure(validation));
        }

        private Map<String, Double> measure(Evaluation<?> validation) {
            return validation.run(() -> {
                tell(listener -> listener.onValidationBatch(run));
                return whyEnd() == null;
            });
        }

        private @Nullable TrainingEnd whyEnd() {
            if (Thread.currentThread().isInterrupted()) {
                return TrainingEnd.INTERRUPTED;
            }
            return run.isStopped() ? TrainingEnd.STOPPED : null;
        }

        private void tell(Consumer<TrainingListener> what) {
            listeners.forEach(what);
        }
    }
}
