package dev.halfcaf.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Tensor;
import dev.halfcaf.data.Batch;
import dev.halfcaf.train.EarlyStopping;
import dev.halfcaf.train.EpochResult;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.TrainState;
import dev.halfcaf.train.Trainer;
import dev.halfcaf.train.TrainingEnd;
import dev.halfcaf.train.TrainingListener;
import dev.halfcaf.train.TrainingPosition;
import dev.halfcaf.train.TrainingResult;
import dev.halfcaf.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointsTest {
    private static final int NEVER = 100;

    @TempDir
    private Path folder;

    private Checkpoints checkpoints() {
        return Checkpoints.in(folder);
    }

    /** Stops the run after a step, by its own means or by an interrupt. */
    private static TrainingListener stopAfter(long steps, boolean interrupt) {
        return new TrainingListener() {
            @Override
            public void onTrainingBatch(TrainingRun run, StepResult result) {
                if (run.step().stepsSeen() == steps) {
                    if (interrupt) {
                        Thread.currentThread().interrupt();
                    } else {
                        run.stop();
                    }
                }
            }
        };
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    // ---- the same bits

    /** Stopped in the middle of an epoch, at its end, before and after a skipped step, and more than once. */
    @ParameterizedTest
    @ValueSource(strings = {"mixed_float16", "mixed_bfloat16", "float32", "float64"})
    void aRunThatWasStoppedGoesOnWithTheSameBits(String policy) throws IOException {
        NoisyRun straight = new NoisyRun(policy, 11, NEVER);
        TrainingResult whole = straight.averaging().fit(NoisyRun.data(), NoisyRun.EPOCHS);
        assertThat(straight.step.stepsSkipped()).isBetween(policy.equals("mixed_float16") ? 2L : 0L, 20L);

        List<EpochResult> history = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        NoisyRun last = straight;
        for (long stop : new long[] {1, 2, 4, 5, 7, 10, 13, NEVER}) {
            last = new NoisyRun(policy, stop == 1 ? 11 : 99, NEVER);
            TrainingResult part = checkpoints()
                    .resume(last.averaging())
                    .fit(NoisyRun.data(), NoisyRun.EPOCHS, checkpoints(), stopAfter(stop, stop % 2 == 0));
            assertThat(Thread.interrupted()).isEqualTo(stop % 2 == 0 && stop != NEVER);
            history.addAll(part.history());
            kept.add(checkpoints().newest().orElseThrow().getFileName().toString());
        }

        assertThat(kept)
                .startsWith("step-00000001.safetensors", "step-00000002.safetensors", "step-00000004.safetensors");
        assertThat(history).isEqualTo(whole.history());
        CheckpointTest.assertSameState(last.step.state(), straight.step.state());
        assertThat(last.average.updates()).isEqualTo(straight.average.updates());
        SafetensorsTest.assertSameBits(
                last.average.state().averages(), straight.average.state().averages());
    }

    /** The count of epochs without progress goes on, and the best epoch's variables come back over the interruption. */
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 7", "3, 12", "3, 15", "2, 5"})
    void earlyStoppingGoesOn(int patience, int stop) {
        NoisyRun straight = new NoisyRun("mixed_float16", 11, patience);
        TrainingResult whole = straight.trainer.fit(NoisyRun.data(), 40);
        assertThat(whole.end()).isEqualTo(TrainingEnd.EARLY);

        List<EpochResult> history = new ArrayList<>(new NoisyRun("mixed_float16", 11, patience)
                .trainer
                .fit(NoisyRun.data(), 40, checkpoints(), stopAfter(stop, false))
                .history());
        NoisyRun resumed = new NoisyRun("mixed_float16", 99, patience);
        TrainingResult rest = checkpoints().resume(resumed.trainer).fit(NoisyRun.data(), 40, checkpoints());

        history.addAll(rest.history());
        assertThat(history).isEqualTo(whole.history());
        assertThat(rest.end()).isEqualTo(TrainingEnd.EARLY);
        CheckpointTest.assertSameState(resumed.step.state(), straight.step.state());

        // The last file is that of the last epoch; resumed from it, the run ends at once, with the best values.
        NoisyRun again = new NoisyRun("mixed_float16", 98, patience);
        TrainingResult nothing = checkpoints().resume(again.trainer).fit(NoisyRun.data(), 40, checkpoints());
        assertThat(nothing.history()).isEmpty();
        assertThat(nothing.end()).isEqualTo(TrainingEnd.EARLY);
        CheckpointTest.assertSameState(again.step.state(), straight.step.state());
    }

    /** Early stopping is not in the way of a run that gets more epochs later. */
    @Test
    void aRunThatHasEndedGoesOnToMoreEpochs() {
        NoisyRun straight = new NoisyRun("mixed_float16", 11, NEVER);
        straight.averaging().fit(NoisyRun.data(), 4);

        new NoisyRun("mixed_float16", 11, NEVER).averaging().fit(NoisyRun.data(), 2, checkpoints());
        NoisyRun resumed = new NoisyRun("mixed_float16", 99, NEVER);
        checkpoints().resume(resumed.averaging()).fit(NoisyRun.data(), 4);

        CheckpointTest.assertSameState(resumed.step.state(), straight.step.state());
    }

    @Test
    void anEpochOfItsOwnInEachFileAndStepsOnDemand() throws IOException {
        new NoisyRun("float32", 11, NEVER)
                .trainer.fit(
                        NoisyRun.data(),
                        2,
                        checkpoints().everySteps(4).keeping(10).with("data", "noise"));

        assertThat(files())
                .containsExactly(
                        "step-00000004.safetensors",
                        "step-00000005.safetensors",
                        "step-00000008.safetensors",
                        "step-00000010.safetensors");
        Checkpoint inTheMiddle = Checkpoint.read(folder.resolve("step-00000008.safetensors"));
        assertThat(inTheMiddle.text("data")).isEqualTo("noise");
        assertThat(inTheMiddle.progress().position().epoch()).isEqualTo(2);
        assertThat(inTheMiddle.progress().position().batch()).isEqualTo(3);
        assertThat(Checkpoint.read(checkpoints().newest().orElseThrow())
                        .progress()
                        .position())
                .isEqualTo(TrainingPosition.startOf(3, 7));
    }

    @Test
    void theNewestAreKept() throws IOException {
        new NoisyRun("float32", 11, NEVER)
                .trainer.fit(NoisyRun.data(), 6, checkpoints().keeping(2));
        assertThat(files()).containsExactly("step-00000025.safetensors", "step-00000030.safetensors");
    }

    @Test
    void whatIsNoCheckpointIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("step-5.safetensors"), "mine");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve(".step-00000777.safetensors.0123456789abcdef.tmp"), "of a killed writer");

        assertThat(checkpoints().newest()).isEmpty();
        new NoisyRun("float32", 11, NEVER)
                .trainer.fit(NoisyRun.data(), 2, checkpoints().keeping(1));

        assertThat(files()).containsExactly("notes.txt", "step-00000010.safetensors", "step-5.safetensors");
    }

    // ---- what does not fit

    @Test
    void aFailedRunLeavesTheLastCheckpoint() throws IOException {
        NoisyRun run = new NoisyRun("float32", 11, NEVER);
        TrainingListener failing = new TrainingListener() {
            @Override
            public void onTrainingBatch(TrainingRun ofStep, StepResult result) {
                if (ofStep.step().stepsSeen() == 7) {
                    throw new IllegalStateException("no more disk");
                }
            }
        };
        assertThatThrownBy(() -> run.trainer.fit(NoisyRun.data(), 2, checkpoints(), failing))
                .hasMessage("no more disk");

        assertThat(files()).containsExactly("step-00000005.safetensors");
    }

    @Test
    void aRunThatBeginsAnewDoesNotMixWithAnother() {
        new NoisyRun("float32", 11, NEVER).trainer.fit(NoisyRun.data(), 1, checkpoints());

        assertThatThrownBy(() -> new NoisyRun("float32", 11, NEVER).trainer.fit(NoisyRun.data(), 1, checkpoints()))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder + ": has a checkpoint of step 5, and the run is at step 0. Fix: go on from there, "
                        + "checkpoints.resume(trainer).fit(...), or take another folder.");
    }

    private void assertRefused(Trainer<Batch> trainer, String message) {
        TrainState before = trainer.step().state();
        assertThatThrownBy(() -> checkpoints().resume(trainer))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(message);
        CheckpointTest.assertSameState(trainer.step().state(), before);
    }

    private String file(String problem) {
        return folder.resolve("step-00000005.safetensors") + ": " + problem;
    }

    @Test
    void aTrainerOfAnotherKindIsRefused() {
        NoisyRun run = new NoisyRun("float32", 11, NEVER);
        run.averaging().fit(NoisyRun.data(), 1, checkpoints());

        assertRefused(
                new NoisyRun("float32", 11, NEVER).trainer.stoppingEarly(EarlyStopping.onLowest("loss", 3)),
                file("The saved run watched metric 'accuracy' for early stopping, this one watches 'loss'. Fix: "
                        + "from(progress.position()), with which it begins anew."));
        assertThat(checkpoints()
                        .resume(new NoisyRun("float32", 12, NEVER).trainer)
                        .step()
                        .stepsSeen())
                .isEqualTo(5);
    }

    @Test
    void aCheckpointWithoutATrainerHasNoPosition() {
        NoisyRun run = new NoisyRun("float32", 11, NEVER);
        Checkpoint.of(run.step).save(folder.resolve("step-00000005.safetensors"));

        assertRefused(
                run.trainer,
                file("was saved without a trainer, and does not know where a run stands in its data. Fix: "
                        + "restore(step), and Trainer.from with a position of one's own."));
    }

    private interface Change {
        void in(Map<String, Tensor> tensors, Map<String, String> texts);
    }

    private void assertRefused(Change change, String problem) {
        new NoisyRun("float32", 11, NEVER).averaging().fit(NoisyRun.data(), 1, checkpoints());
        Path file = checkpoints().newest().orElseThrow();
        Safetensors saved = Safetensors.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>(saved.tensors());
        Map<String, String> texts = new LinkedHashMap<>(saved.metadata());
        change.in(tensors, texts);
        new Safetensors(tensors, texts).write(file);

        assertRefused(new NoisyRun("float32", 12, NEVER).averaging(), file(problem));
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aTensorOfTheRunThatIsMissingOrWrong() {
        assertRefused(
                (tensors, texts) -> tensors.remove("/average/hidden/kernel"),
                "The saved averages have none for variable 'hidden/kernel', whose shape is (5, 16).");
        assertRefused(
                (tensors, texts) -> tensors.remove("/best/hidden/kernel"),
                "The saved run has no value of variable 'hidden/kernel' at its best epoch, which early stopping is to "
                        + "restore. Fix: keepingLast(), or from(progress.position()), with which it begins anew.");
        assertRefused(
                (tensors, texts) -> tensors.put("/best/hidden/scale", Tensor.scalar(1, Dtype.FLOAT32)),
                "has a tensor '/best/hidden/scale', which belongs to no variable in the file.");
        assertRefused(
                (tensors, texts) -> tensors.put("/best/hidden/bias", Tensor.scalar(1, Dtype.FLOAT32)),
                "tensor '/best/hidden/bias' has shape (), its variable has shape (16,).");
        assertRefused(
                (tensors, texts) -> tensors.put("/best/batches", Tensor.scalar(1, Dtype.FLOAT32)),
                "tensor '/best/batches' is float32, its variable is int64.");
        assertRefused(
                (tensors, texts) -> tensors.put("/worst/hidden/bias", Tensor.scalar(1, Dtype.FLOAT32)),
                "has a tensor '/worst/hidden/bias', which is no variable, and nothing else that a checkpoint has.");
    }

    @Test
    void textsOfTheRunThatCannotBe() {
        for (String key : List.of("position.epoch", "position.batch", "position.losses", "average.updates")) {
            assertRefused(
                    (tensors, texts) -> texts.put("halfcaf." + key, "-1"),
                    "has '-1' as 'halfcaf." + key + "' in its metadata, which cannot be.");
        }
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.position.epoch", "0"),
                "has '0' as 'halfcaf.position.epoch' in its metadata, which cannot be.");
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.early_stopping.best", "NaN"),
                "has 'NaN' as 'halfcaf.early_stopping.best' in its metadata, which cannot be.");
        assertRefused(
                (tensors, texts) -> texts.remove("halfcaf.position.seed"),
                "has no 'halfcaf.position.seed' in its metadata, which every checkpoint has.");
    }
}
