package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.LABELS;
import static dev.halfcaf.train.MlpCase.X;
import static dev.halfcaf.train.MlpCase.assertSameBits;
import static dev.halfcaf.train.MlpCase.model;
import static dev.halfcaf.train.MlpCase.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.data.ArrayDataset;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Dataset;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.handwritten.MlpTrainStep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final LossScaling SCALING =
            LossScaling.dynamic().withStart(Math.scalb(1.0, 20)).withGrowthInterval(4);

    private static Dataset<Batch> data() {
        return ArrayDataset.of(X, LABELS, 5).shuffled(7);
    }

    private static MlpTrainStep step(Mlp model) {
        return new MlpTrainStep(model, Adam.withLearningRate(0.01), LossScale.of(SCALING));
    }

    private static Trainer<Batch> trainer(MlpTrainStep step) {
        return Trainer.of(step, batch -> step.run(batch.x(), batch.labels()));
    }

    /** Writes down what it hears. */
    private static class Log implements TrainingListener {
        final List<String> lines = new ArrayList<>();

        @Override
        public void onTrainingBegin(TrainingRun run) {
            lines.add("begin");
        }

        @Override
        public void onTrainingBatch(TrainingRun run, StepResult result) {
            lines.add("batch " + run.position().epoch() + "." + run.position().batch());
        }

        @Override
        public void onSkippedStep(TrainingRun run, StepResult result) {
            lines.add("skipped " + result.firstNonFiniteVariable());
        }

        @Override
        public void onLossScale(TrainingRun run, StepResult result) {
            lines.add("scale " + result.scaleBefore() + " to " + result.scaleAfter());
        }

        @Override
        public void onValidationBatch(TrainingRun run) {
            lines.add("validation");
        }

        @Override
        public void onEpoch(TrainingRun run, EpochResult epoch) {
            lines.add("epoch " + epoch.epoch() + " " + epoch.validation().keySet());
        }

        @Override
        public void onTrainingEnd(TrainingRun run) {
            lines.add("end " + run.end());
        }
    }

    @Test
    void listenersHearEverythingInOrder() {
        Mlp model = model("mixed_float16");
        MlpTrainStep step = new MlpTrainStep(
                model,
                Adam.withLearningRate(0.01),
                LossScale.of(LossScaling.dynamic().withStart(1024).withGrowthInterval(3)));
        Log log = new Log();
        Dataset<Batch> data = ArrayDataset.of(X, LABELS, 12).map(batch -> batch).map(batch -> batch);

        TrainingResult result = trainer(step)
                .validating(Evaluation.of(data, batch -> model.forward(batch.x()), Metric.accuracy()))
                .fit(data, 2, log);

        assertThat(log.lines)
                .containsExactly(
                        "begin",
                        "batch 1.1",
                        "batch 1.2",
                        "validation",
                        "validation",
                        "epoch 1 [accuracy]",
                        "scale 1024.0 to 2048.0",
                        "batch 2.1",
                        "batch 2.2",
                        "validation",
                        "validation",
                        "epoch 2 [accuracy]",
                        "end COMPLETED");
        assertThat(result.end()).isEqualTo(TrainingEnd.COMPLETED);
        assertThat(result.position()).isEqualTo(TrainingPosition.startOf(3, 0));
        assertThat(result.history()).hasSize(2);
    }

    @Test
    void skippedStepsAreHeard() {
        MlpTrainStep step = new MlpTrainStep(model("mixed_float16"), Adam.withLearningRate(0.01), LossScale.dynamic());
        Log log = new Log();
        Tensor bad = Tensor.full(Shape.of(2, 5), Double.NaN, Dtype.FLOAT32);

        TrainingResult result = trainer(step).fit(ArrayDataset.of(bad, LABELS.slice(0, 0, 2), 2), 1, log);

        assertThat(log.lines)
                .containsExactly(
                        "begin",
                        "skipped hidden/kernel",
                        "scale 32768.0 to 16384.0",
                        "batch 1.1",
                        "epoch 1 []",
                        "end COMPLETED");
        assertThat(result.history().get(0).loss()).isNaN();
    }

    @Test
    void itDoesWhatALoopByHandDoes() {
        Mlp byHand = model("mixed_float16");
        MlpTrainStep handStep = step(byHand);
        for (int epoch = 1; epoch <= 3; epoch++) {
            for (Iterator<Batch> batches = data().epoch(epoch, 0); batches.hasNext(); ) {
                Batch batch = batches.next();
                handStep.run(batch.x(), batch.labels());
            }
        }
        Mlp trained = model("mixed_float16");
        MlpTrainStep step = step(trained);

        trainer(step).fit(data().prefetch(2), 3);

        assertSameBits(values(trained), values(byHand));
        assertThat(step.stepsSeen()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"float32, 3", "mixed_float16, 1", "mixed_float16, 5", "mixed_float16, 7", "mixed_float16, 13"})
    void aRunThatWasStoppedGoesOnWithTheSameBits(String policy, int stopAfter) {
        Mlp straight = model(policy);
        TrainingResult whole = trainer(step(straight)).fit(data(), 3);

        Mlp stopped = model(policy);
        MlpTrainStep stoppedStep = step(stopped);
        TrainingResult first = trainer(stoppedStep).fit(data().prefetch(2), 3, new TrainingListener() {
            @Override
            public void onTrainingBatch(TrainingRun run, StepResult result) {
                if (run.step().stepsSeen() == stopAfter) {
                    run.stop();
                }
            }
        });
        assertThat(first.end()).isEqualTo(TrainingEnd.STOPPED);
        assertThat(stoppedStep.stepsSeen()).isEqualTo(stopAfter);

        Mlp resumed = new Mlp(5, 16, 3, Policy.of(policy));
        MlpTrainStep resumedStep = step(resumed);
        resumedStep.restore(stoppedStep.state());
        TrainingResult second = trainer(resumedStep).from(first.position()).fit(data(), 3);

        assertSameBits(values(resumed), values(straight));
        assertThat(second.end()).isEqualTo(TrainingEnd.COMPLETED);
        List<EpochResult> both = new ArrayList<>(first.history());
        both.addAll(second.history());
        assertThat(both).isEqualTo(whole.history());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anInterruptedThreadStopsBetweenTwoSteps(boolean prefetch) {
        MlpTrainStep step = step(model("mixed_float16"));
        Log log = new Log() {
            @Override
            public void onTrainingBatch(TrainingRun run, StepResult result) {
                super.onTrainingBatch(run, result);
                if (run.position().batch() == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };

        TrainingResult result = trainer(step).fit(prefetch ? data().prefetch(1) : data(), 3, log);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.end()).isEqualTo(TrainingEnd.INTERRUPTED);
        assertThat(result.position().epoch()).isEqualTo(1);
        assertThat(result.position().batch()).isEqualTo(2);
        assertThat(step.stepsSeen()).isEqualTo(2);
        assertThat(log.lines).endsWith("batch 1.2", "end INTERRUPTED");
    }

    @Test
    void stoppingDuringValidationRepeatsItWhenTheRunGoesOn() {
        Mlp model = model("float32");
        MlpTrainStep step = step(model);
        Trainer<Batch> trainer =
                trainer(step).validating(Evaluation.of(data(), batch -> model.forward(batch.x()), Metric.accuracy()));
        TrainingResult first = trainer.fit(data(), 1, new TrainingListener() {
            @Override
            public void onValidationBatch(TrainingRun run) {
                run.stop();
            }
        });
        assertThat(first.end()).isEqualTo(TrainingEnd.STOPPED);
        assertThat(first.history()).isEmpty();

        TrainingResult second = trainer.from(first.position()).fit(data(), 1);

        assertThat(second.history()).hasSize(1);
        assertThat(second.history().get(0).loss()).isFinite();
        assertThat(step.stepsSeen()).isEqualTo(5);
    }

    @Test
    void earlyStoppingRestoresTheBestEpoch() {
        Mlp model = model("float32");
        MlpTrainStep step = step(model);
        double[] script = {0.5, 0.7, 0.7, 0.75, 0.9};
        List<List<float[]>> atEpoch = new ArrayList<>();
        Evaluation<Batch> evaluation = Evaluation.of(
                ArrayDataset.of(X, LABELS, 24),
                batch -> model.forward(batch.x()),
                Metric.mean("score", (outputs, labels) -> script[atEpoch.size()]));
        TrainingListener remember = new TrainingListener() {
            @Override
            public void onEpoch(TrainingRun run, EpochResult epoch) {
                atEpoch.add(values(model));
            }
        };

        TrainingResult result = trainer(step)
                .validating(evaluation)
                .stoppingEarly(EarlyStopping.onHighest("score", 2).withMinDelta(0.1))
                .fit(data(), 5, remember);

        // 0.7 is the best by more than 0.1; 0.7 and 0.75 are no progress.
        assertThat(result.end()).isEqualTo(TrainingEnd.EARLY);
        assertThat(result.history()).hasSize(4);
        assertSameBits(values(model), atEpoch.get(1));
    }

    @Test
    void lowestKeepsTheLastIfAsked() {
        Mlp model = model("float32");
        List<EpochResult> seen = new ArrayList<>();
        double[] script = {0.5, Double.NaN, 0.6};
        AtomicReference<List<float[]>> last = new AtomicReference<>();
        TrainingResult result = trainer(step(model))
                .validating(Evaluation.of(
                        ArrayDataset.of(X, LABELS, 24),
                        batch -> model.forward(batch.x()),
                        Metric.mean("loss", (outputs, labels) -> script[seen.size()])))
                .stoppingEarly(EarlyStopping.onLowest("loss", 2).keepingLast())
                .fit(data(), 9, new TrainingListener() {
                    @Override
                    public void onEpoch(TrainingRun run, EpochResult epoch) {
                        seen.add(epoch);
                        last.set(values(model));
                    }
                });

        assertThat(result.end()).isEqualTo(TrainingEnd.EARLY);
        assertThat(seen).hasSize(3);
        assertSameBits(values(model), last.get());
    }

    @Test
    void validationSeesTheAverage() {
        Mlp model = model("mixed_float16");
        MlpTrainStep step = step(model);
        WeightAverage average = WeightAverage.of(model, 0.9);
        AtomicReference<float[]> inValidation = new AtomicReference<>();
        Evaluation<Batch> evaluation = Evaluation.of(
                ArrayDataset.of(X, LABELS, 24),
                batch -> {
                    inValidation.set(model.hidden.kernel.value().toFloatArray());
                    return model.forward(batch.x());
                },
                Metric.accuracy());

        trainer(step).validating(evaluation).averaging(average).fit(data(), 2);

        assertThat(average.updates()).isEqualTo(step.stepsApplied());
        assertThat(inValidation.get())
                .containsExactly(average.of(model.hidden.kernel).toFloatArray())
                .isNotEqualTo(values(model).get(0));
    }

    @Test
    void failuresComeOutAndTheEndIsHeard() {
        Log log = new Log() {
            @Override
            public void onTrainingEnd(TrainingRun run) {
                super.onTrainingEnd(run);
                throw new IllegalArgumentException("at the end, too");
            }
        };
        Dataset<Batch> broken = data().map(batch -> {
            throw new IllegalStateException("no such file");
        });

        assertThatThrownBy(() -> trainer(step(model("float32"))).fit(broken, 1, log))
                .hasMessage("no such file")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(log.lines).containsExactly("begin", "end FAILED");
    }

    @Test
    void aPositionOfOtherDataIsRefused() {
        Trainer<Batch> trainer = trainer(step(model("float32"))).from(TrainingPosition.startOf(2, 8));

        assertThatThrownBy(() -> trainer.fit(data(), 3))
                .hasMessage(
                        "The position is of a run over data with seed 8; this data set has seed 7, and so another order.");
        assertThatThrownBy(() -> trainer(step(model("float32")))
                        .stoppingEarly(EarlyStopping.onHighest("accuracy", 1))
                        .fit(data(), 1))
                .hasMessageStartingWith(
                        "Early stopping watches metric 'accuracy', which the validation does not have.");
    }
}
