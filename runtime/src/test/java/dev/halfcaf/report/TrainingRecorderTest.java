package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.data.ArrayDataset;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Dataset;
import dev.halfcaf.handwritten.Mlp;
import dev.halfcaf.handwritten.MlpTrainStep;
import dev.halfcaf.train.Evaluation;
import dev.halfcaf.train.Metric;
import dev.halfcaf.train.Sgd;
import dev.halfcaf.train.TrainState;
import dev.halfcaf.train.Trainer;
import dev.halfcaf.train.TrainingResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trainer, and what looks at its run. */
class TrainingRecorderTest {
    private static final Dataset<Batch> DATA = ArrayDataset.of(
                    Tensor.randomNormal(Shape.of(30, 5), Dtype.FLOAT32, new SeededRandom(3)),
                    Tensor.of(new int[30], Shape.of(30)),
                    10)
            .shuffled(1);

    private final Mlp model = new Mlp(5, 8, 3, Policy.of("mixed_float16"));
    private final MlpTrainStep step = new MlpTrainStep(model, Sgd.withLearningRate(count -> 0.1 / count));

    private Trainer<Batch> trainer(RunHistory history) {
        return Trainer.of(
                        step, (Batch batch) -> history.measured(step.gradients(batch.x(), batch.labels()), step::apply))
                .validating(Evaluation.of(DATA, batch -> model.forward(batch.x()), Metric.accuracy()));
    }

    @Test
    void aTrainerFeedsAHistory() {
        RunHistory history = new RunHistory("run").measureGradientsEvery(2);
        trainer(history).fit(DATA, 2, history.listener());

        assertThat(history.steps()).extracting(StepRecord::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(history.steps()).extracting(StepRecord::epoch).containsExactly(1, 1, 1, 2, 2, 2);
        assertThat(history.steps())
                .extracting(StepRecord::learningRate)
                .containsExactly(0.1, 0.05, 0.1 / 3, 0.025, 0.02, 0.1 / 6);
        assertThat(history.steps())
                .extracting(record -> record.gradients() != null)
                .containsExactly(true, false, true, false, true, false);
        assertThat(history.epochs()).extracting(EpochRecord::step).containsExactly(3L, 6L);
        assertThat(history.epochs().get(1).validation()).containsOnlyKeys("accuracy");
        assertThat(history.epochs().get(1).training()).containsOnlyKeys("loss");
    }

    @Test
    void itsListenersHearHowLongTheRunIs() {
        StringWriter text = new StringWriter();
        RunHistory history =
                new RunHistory("run").tell(ProgressPrinter.ofRun(Terminal.plain(new PrintWriter(text)), "accuracy"));
        trainer(history).fit(DATA, 4, history.listener());

        assertThat(text.toString().lines().map(line -> line.substring(0, 60)))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("Training:     25% |=====               | epoch: 1/4, loss: "),
                        line -> assertThat(line)
                                .startsWith("Training:     50% |==========          | epoch: 2/4, loss: "),
                        line -> assertThat(line)
                                .startsWith("Training:     75% |===============     | epoch: 3/4, loss: "),
                        line -> assertThat(line)
                                .startsWith("Training:    100% |====================| epoch: 4/4, loss: "));
    }

    @Test
    void aResumedRunContinuesItsHistory(@TempDir Path folder) throws Exception {
        RunHistory first = new RunHistory("run").tell(CsvLog.open(folder));
        TrainingResult paused = trainer(first).fit(DATA, 1, first.listener());
        TrainState state = step.state();
        // What follows is lost: the process that did it is gone, but for its files.
        RunHistory lost = new RunHistory("run").tell(CsvLog.resume(folder, step.stepsSeen()));
        trainer(lost).from(paused.position()).fit(DATA, 2, lost.listener());

        step.restore(state);
        RunHistory resumed = CsvLog.read(folder, "run").rewindTo(step.stepsSeen());
        resumed.tell(CsvLog.resume(folder, step.stepsSeen()));
        trainer(resumed).from(paused.position()).fit(DATA, 3, resumed.listener());

        assertThat(lost.steps()).extracting(StepRecord::step).containsExactly(4L, 5L, 6L);
        assertThat(resumed.steps()).extracting(StepRecord::step).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(resumed.steps().subList(3, 6))
                .extracting(record -> record.result().loss())
                .containsExactlyElementsOf(lost.steps().stream()
                        .map(record -> record.result().loss())
                        .toList());
        assertThat(CsvLog.read(folder, "run").steps()).isEqualTo(resumed.steps());
        assertThat(CsvLog.read(folder, "run").epochs()).isEqualTo(resumed.epochs());
    }
}
