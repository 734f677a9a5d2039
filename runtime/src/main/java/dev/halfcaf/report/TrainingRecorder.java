package dev.halfcaf.report;

import dev.halfcaf.train.EpochResult;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingRun;
import java.util.Map;

/** Takes down in a history what a trainer tells. */
final class TrainingRecorder implements TrainingListener {
    private final RunHistory history;
    private double nextLearningRate;

    TrainingRecorder(RunHistory history) {
        this.history = history;
    }

    @Override
    public void onTrainingBegin(TrainingRun run) {
        nextLearningRate = run.step().optimizer().learningRate();
        history.onBegin(run.epochs(), run.batchesPerEpoch().orElse(0));
    }

    @Override
    public void onTrainingBatch(TrainingRun run, StepResult result) {
        StepRecord step = history.next(run.position().epoch(), result).withLearningRate(nextLearningRate);
        // A history that begins in the middle of a run has the run's numbers.
        history.onStep(step.withStep(Math.max(step.step(), run.step().stepsSeen())));
        nextLearningRate = run.step().optimizer().learningRate();
    }

    @Override
    public void onEpoch(TrainingRun run, EpochResult epoch) {
        history.epoch(epoch.epoch(), Map.of("loss", epoch.loss()), epoch.validation());
    }

    @Override
    public void onTrainingEnd(TrainingRun run) {
        history.onEnd();
    }
}
