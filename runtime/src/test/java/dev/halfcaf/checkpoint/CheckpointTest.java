package dev.halfcaf.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.LossScaling;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.AdamW;
import dev.halfcaf.train.LearningRate;
import dev.halfcaf.train.LossScale;
import dev.halfcaf.train.Optimizer;
import dev.halfcaf.train.Sgd;
import dev.halfcaf.train.StepResult;
import dev.halfcaf.train.Tape;
import dev.halfcaf.train.TrainState;
import dev.halfcaf.train.TrainStep;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final int ROWS = 8;
    private static final int BATCHES = 25;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("run.safetensors");
    }

    /** The same batch for the same number; the 4th and the 13th overflow float16, and every scaled step on them is skipped. */
    private static Tensor batch(int number) {
        Tensor x = Tensor.randomNormal(Shape.of(ROWS, NoisyModel.INPUTS), Dtype.FLOAT32, new SeededRandom(number));
        return number == 4 || number == 13 ? x.mul(Double.POSITIVE_INFINITY) : x;
    }

    private static Tensor labels(int number) {
        int[] labels = new int[ROWS];
        SeededRandom random = new SeededRandom(1000 + number);
        for (int row = 0; row < ROWS; row++) {
            labels[row] = random.nextInt(NoisyModel.CLASSES);
        }
        return Tensor.of(labels, Shape.of(ROWS));
    }

    private static LossScale moving() {
        return LossScale.of(LossScaling.dynamic().withStart(Math.scalb(1.0, 24)).withGrowthInterval(3));
    }

    private static NoisyModel.Scaled scaled(String policy, Optimizer optimizer) {
        return new NoisyModel.Scaled(NoisyModel.initialized(policy, 11), optimizer, moving());
    }

    private static NoisyModel.Plain plain(String policy, Optimizer optimizer) {
        return new NoisyModel.Plain(NoisyModel.initialized(policy, 11), optimizer);
    }

    private static StepResult run(TrainStep step, int number) {
        return step instanceof NoisyModel.Scaled scaled
                ? scaled.run(batch(number), labels(number))
                : ((NoisyModel.Plain) step).run(batch(number), labels(number));
    }

    static void assertSameState(TrainState actual, TrainState expected) {
        SafetensorsTest.assertSameBits(actual.variables(), expected.variables());
        assertThat(actual.optimizer().steps()).isEqualTo(expected.optimizer().steps());
        expected.optimizer()
                .slots()
                .forEach((path, slots) -> SafetensorsTest.assertSameBits(
                        actual.optimizer().slots().get(path), slots));
        assertThat(actual.lossScale()).isEqualTo(expected.lossScale());
        assertThat(actual.stepsSeen()).isEqualTo(expected.stepsSeen());
        assertThat(actual.stepsApplied()).isEqualTo(expected.stepsApplied());
        assertThat(actual.random()).isEqualTo(expected.random());
    }

    static Stream<Arguments> runs() {
        LearningRate falling = step -> 0.02 / step;
        Map<String, Supplier<Optimizer>> optimizers = new LinkedHashMap<>();
        optimizers.put("Adam", () -> Adam.withLearningRate(falling));
        optimizers.put("AdamW", () -> AdamW.withLearningRate(0.01));
        optimizers.put("Sgd", () -> Sgd.withLearningRate(falling));
        optimizers.put("momentum", () -> Sgd.withLearningRate(0.05).withMomentum(0.9));
        return Stream.of("float32", "float64", "mixed_float16", "mixed_bfloat16", "float16", "bfloat16")
                .flatMap(policy -> optimizers.entrySet().stream()
                        .map(named -> Arguments.of(policy, named.getKey(), named.getValue())));
    }

    /** Stopped after each of the steps around the skipped ones, and once in the middle of the others. */
    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("runs")
    void aResumedRunHasTheSameBits(String policy, String name, Supplier<Optimizer> optimizer) {
        boolean scales = policy.endsWith("float16") && !policy.endsWith("bfloat16");
        Supplier<TrainStep> step = () -> scales ? scaled(policy, optimizer.get()) : plain(policy, optimizer.get());
        for (int stop : new int[] {4, 5, 14}) {
            TrainStep straight = step.get();
            for (int number = 0; number < stop; number++) {
                runFinite(straight, number);
            }
            Checkpoint.of(straight).save(file());
            TrainStep resumed = step.get();
            run(resumed, 99);

            Checkpoint.read(file()).restore(resumed);

            for (int number = stop; number < BATCHES; number++) {
                assertThat(runFinite(resumed, number)).isEqualTo(runFinite(straight, number));
            }
            assertSameState(resumed.state(), straight.state());
            assertThat(resumed.stepsSeen()).isEqualTo(straight.stepsSeen());
            if (scales) {
                assertThat(straight.stepsSkipped()).isBetween(2L, BATCHES / 2L);
            }
        }
    }

    /** An unscaled step would apply what an infinite batch gives, and compare NaN with NaN from there on. */
    private static StepResult runFinite(TrainStep step, int number) {
        return step instanceof NoisyModel.Plain && (number == 4 || number == 13)
                ? run(step, number + 50)
                : run(step, number);
    }

    @Test
    void whatTheLoopAddedComesBack() {
        TrainStep step = scaled("mixed_float16", Adam.withLearningRate(0.01));
        Checkpoint.of(step)
                .with("epoch", 3)
                .with("seed", Long.MIN_VALUE)
                .with("data", "digits")
                .with("epoch", 4)
                .save(file());

        Checkpoint read = Checkpoint.read(file());

        assertThat(read.number("epoch")).isEqualTo(4);
        assertThat(read.number("seed")).isEqualTo(Long.MIN_VALUE);
        assertThat(read.text("data")).isEqualTo("digits");
        assertThat(read.extras()).containsOnlyKeys("data", "epoch", "seed");
        assertThatThrownBy(() -> read.number("batch"))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(file() + ": has no 'batch'; it has [data, epoch, seed].");
        assertThatThrownBy(() -> read.number("data"))
                .hasMessage(file() + ": has 'digits' as 'data', which is no whole number.");
    }

    @Test
    void aCheckpointIsACopyAndTellsItsPolicies() {
        TrainStep step = scaled("mixed_float16", Adam.withLearningRate(0.01));
        run(step, 0);
        Checkpoint checkpoint = Checkpoint.of(step);
        TrainState before = step.state();
        run(step, 1);

        checkpoint.save(file());

        TrainStep other = scaled("mixed_float16", Adam.withLearningRate(0.01));
        Checkpoint.read(file()).restore(other);
        assertSameState(other.state(), before);
        assertThat(Checkpoint.read(file()).stepsSeen()).isEqualTo(1);
        assertThat(Checkpoint.read(file()).policies())
                .isEqualTo(Map.of("", "mixed_float16", "hidden", "mixed_float16", "logits", "mixed_float16"));
    }

    @Test
    void mixedToFloat32AndBackKeepsTheMasterValues() {
        TrainStep mixed = scaled("mixed_float16", Adam.withLearningRate(0.01));
        for (int number = 0; number < 6; number++) {
            run(mixed, number);
        }
        Checkpoint.of(mixed).save(file());
        TrainStep full = plain("float32", Adam.withLearningRate(0.01));
        run(full, 0);

        Checkpoint.read(file()).restore(full);

        SafetensorsTest.assertSameBits(full.state().variables(), mixed.state().variables());
        assertThat(full.state().lossScale()).isNull();
        assertThat(full.stepsSkipped()).isEqualTo(mixed.stepsSkipped()).isPositive();
        assertThat(run(full, 6).lossIsFinite()).isTrue();

        Checkpoint.of(full).save(file());
        TrainStep back = scaled("mixed_float16", Adam.withLearningRate(0.01));
        run(back, 4);
        Checkpoint.read(file()).restore(back);

        SafetensorsTest.assertSameBits(back.state().variables(), full.state().variables());
        assertThat(back.state().lossScale()).isEqualTo(moving().state());
    }

    @Test
    void aStepThatCouldScaleButDoesNotIsAsOneThatCannot() {
        TrainStep none = new NoisyModel.Scaled(
                NoisyModel.initialized("float32", 3), Adam.withLearningRate(0.01), LossScale.none());
        run(none, 0);
        Checkpoint.of(none).save(file());
        TrainStep mixed = scaled("mixed_float16", Adam.withLearningRate(0.01));
        Checkpoint.read(file()).restore(mixed);
        assertThat(mixed.state().lossScale()).isEqualTo(moving().state());

        Checkpoint.of(mixed).save(file());
        Checkpoint.read(file()).restore(none);
        assertThat(none.state().lossScale()).isEqualTo(LossScale.none().state());
    }

    /** float64 to the half dtypes in one rounding: by way of float32 some numbers would round twice. */
    @ParameterizedTest
    @ValueSource(strings = {"float16", "bfloat16", "float32", "float64"})
    void aVariableOfAnotherFloatingDtypeIsRoundedOnce(String to) {
        for (String from : new String[] {"float16", "bfloat16", "float32", "float64"}) {
            TrainStep saved = plain(from, Sgd.withLearningRate(0.01).withMomentum(0.9));
            run(saved, 0);
            Checkpoint.of(saved).save(file());
            TrainStep restored = plain(to, Sgd.withLearningRate(0.01).withMomentum(0.9));

            Checkpoint.read(file()).restore(restored);

            Map<String, Tensor> source = saved.state().variables();
            restored.state().variables().forEach((path, tensor) -> {
                double[] expected = source.get(path).toDoubleArray();
                double[] found = tensor.toDoubleArray();
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i]).isEqualTo(tensor.dtype().round(expected[i]));
                }
            });
            restored.state()
                    .optimizer()
                    .slots()
                    .forEach((path, slots) -> slots.forEach((name, slot) ->
                            assertThat(slot.dtype()).isEqualTo(to.equals("float64") ? Dtype.FLOAT64 : Dtype.FLOAT32)));
        }
    }

    @Test
    void aVariableWithoutShapeGetsThatOfTheCheckpoint() {
        LateLayer shaped = new LateLayer();
        shaped.kernel.shaped(2, 3);
        TrainStep step = new LateLayer.Step(shaped);
        Checkpoint.of(step).save(file());
        LateLayer late = new LateLayer();
        TrainStep restored = new LateLayer.Step(late);

        assertThatThrownBy(() -> Checkpoint.of(restored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'kernel' has no shape yet");
        Checkpoint.read(file()).restore(restored);

        assertSameState(restored.state(), step.state());
    }

    // ---- what does not fit

    private void assertRefused(BiConsumer<Map<String, Tensor>, Map<String, String>> change, String sentence) {
        TrainStep step = scaled("mixed_float16", Adam.withLearningRate(0.01));
        for (int number = 0; number < 5; number++) {
            run(step, number);
        }
        Checkpoint.of(step).save(file());
        Safetensors saved = Safetensors.read(file());
        Map<String, Tensor> tensors = new LinkedHashMap<>(saved.tensors());
        Map<String, String> metadata = new LinkedHashMap<>(saved.metadata());
        change.accept(tensors, metadata);
        new Safetensors(tensors, metadata).write(file());

        assertRefused(scaled("mixed_float16", Adam.withLearningRate(0.02)), sentence);
    }

    private void assertRefused(TrainStep other, String sentence) {
        run(other, 7);
        TrainState before = other.state();

        assertThatThrownBy(() -> Checkpoint.read(file()).restore(other))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(file() + ": " + sentence);

        assertSameState(other.state(), before);
    }

    @Test
    void aTensorThatIsMissing() {
        assertRefused(
                (tensors, texts) -> {
                    tensors.remove("logits/bias");
                    tensors.keySet().removeIf(name -> name.endsWith("/logits/bias"));
                },
                "has no tensor 'logits/bias', a variable of the model.");
        assertRefused(
                (tensors, texts) -> tensors.remove("/optimizer/second_moment/logits/bias"),
                "The saved optimizer state has slots [first_moment] for variable 'logits/bias'; Adam needs [first_moment, "
                        + "second_moment].");
    }

    @Test
    void aTensorThatNobodyKnows() {
        Tensor one = Tensor.ones(Shape.of(16));
        assertRefused(
                (tensors, texts) -> tensors.put("hidden/scale", one),
                "has a tensor 'hidden/scale', which is no variable of the model.");
        assertRefused(
                (tensors, texts) -> tensors.put("/optimizer/first_moment/hidden/scale", one),
                "has a tensor '/optimizer/first_moment/hidden/scale', which is a slot of no variable in the file.");
        assertRefused(
                (tensors, texts) -> tensors.put("/optimizer/velocity", one),
                "has a tensor '/optimizer/velocity', which is a slot of no variable in the file.");
        assertRefused(
                (tensors, texts) -> tensors.put("/optimizer/first_moment/mean", Tensor.ones(Shape.of(5))),
                "has optimizer slots for variable 'mean', which the model does not train.");
    }

    @Test
    void aTensorOfAnotherShape() {
        assertRefused(
                (tensors, texts) -> {
                    tensors.put("hidden/bias", Tensor.ones(Shape.of(16, 1)));
                    tensors.put("/optimizer/first_moment/hidden/bias", Tensor.ones(Shape.of(16, 1)));
                    tensors.put("/optimizer/second_moment/hidden/bias", Tensor.ones(Shape.of(16, 1)));
                },
                "tensor 'hidden/bias' has shape (16, 1), the model's variable has shape (16,).");
        assertRefused(
                (tensors, texts) -> tensors.put("/optimizer/first_moment/hidden/bias", Tensor.ones(Shape.of(4, 4))),
                "tensor '/optimizer/first_moment/hidden/bias' has shape (4, 4), its variable has shape (16,).");
    }

    @Test
    void aTensorOfAnotherKind() {
        assertRefused(
                (tensors, texts) -> tensors.put("batches", Tensor.scalar(1, Dtype.INT32)),
                "tensor 'batches' is int32, the model's variable is int64.");
        assertRefused(
                (tensors, texts) -> tensors.put("mean", Tensor.zeros(Shape.of(5), Dtype.INT64)),
                "tensor 'mean' is int64, the model's variable is float32.");
        assertRefused(
                (tensors, texts) ->
                        tensors.put("/optimizer/first_moment/hidden/bias", Tensor.zeros(Shape.of(16), Dtype.BOOL)),
                "tensor '/optimizer/first_moment/hidden/bias' is bool; slots are floating numbers.");
    }

    @Test
    void metadataThatCannotBe() {
        assertRefused(
                (tensors, texts) -> texts.remove("halfcaf.random"),
                "has no 'halfcaf.random' in its metadata, which every checkpoint has.");
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.random", "1.5"),
                "has '1.5' as 'halfcaf.random' in its metadata, which cannot be.");
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.steps.seen", "-1"),
                "has '-1' as 'halfcaf.steps.seen' in its metadata, which cannot be.");
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.steps.applied", "9"),
                "has 9 applied steps, more than the 5 that it has seen.");
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.loss_scale", "NaN"),
                "has 'NaN' as 'halfcaf.loss_scale' in its metadata, which cannot be.");
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.loss_scale.finite_steps", "-3"),
                "has '-3' as 'halfcaf.loss_scale.finite_steps' in its metadata, which cannot be.");
        assertRefused(
                (tensors, texts) -> texts.put("halfcaf.checkpoint", "2"),
                "is a checkpoint of version 2; this version of Halfcaf reads version 1.");
        assertRefused(
                (tensors, texts) -> texts.remove("halfcaf.checkpoint"),
                "is no checkpoint of a training run: it has tensors only. Fix: Weights.load(file, model).");
    }

    @Test
    void settingsThatDoNotGoWithTheState() {
        TrainStep step = scaled("mixed_float16", Adam.withLearningRate(0.01));
        run(step, 0);
        double scale = ((NoisyModel.Scaled) step).lossScale().value();
        int finite = ((NoisyModel.Scaled) step).lossScale().finiteSteps();
        Checkpoint.of(step).save(file());

        assertRefused(
                new NoisyModel.Scaled(
                        NoisyModel.initialized("mixed_float16", 1), Adam.withLearningRate(0.01), LossScale.fixed(8)),
                "The saved loss scale " + scale + ", after " + finite
                        + " finite steps, does not go with the settings of this run, "
                        + LossScale.fixed(8).scaling() + ".");
        assertRefused(
                scaled("mixed_float16", Sgd.withLearningRate(0.01).withMomentum(0.9)),
                "The saved optimizer state has slots [first_moment, second_moment] for variable 'hidden/kernel'; Sgd needs "
                        + "[velocity].");
    }

    @Test
    void aStepOnItsWayIsNotSaved() {
        TrainStep step = plain("float32", Sgd.withLearningRate(0.1));
        try (Tape tape = Tape.open(step.model())) {
            assertThat(tape).isNotNull();
            assertThatThrownBy(() -> Checkpoint.of(step))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The model is in the middle of a training step: save it between steps.");
        }
    }

    @Test
    void theStateOfTheModelIsInTheFileUnderItsPaths() {
        TrainStep step = plain("mixed_bfloat16", Sgd.withLearningRate(0.1).withMomentum(0.5));
        run(step, 0);
        Checkpoint.of(step).save(file());

        Safetensors read = Safetensors.read(file());

        assertThat(read.tensors().keySet())
                .containsExactlyInAnyOrder(
                        "hidden/kernel",
                        "hidden/bias",
                        "logits/kernel",
                        "logits/bias",
                        "mean",
                        "batches",
                        "/optimizer/velocity/hidden/kernel",
                        "/optimizer/velocity/hidden/bias",
                        "/optimizer/velocity/logits/kernel",
                        "/optimizer/velocity/logits/bias");
        for (Variable variable : step.model().variables()) {
            assertThat(read.tensors().get(variable.path()).dtype()).isEqualTo(variable.dtype());
        }
        assertThat(read.tensors().get("batches").item()).isEqualTo(1);
    }
}
