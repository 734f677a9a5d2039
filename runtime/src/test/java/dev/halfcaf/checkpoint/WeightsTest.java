package dev.halfcaf.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.train.Adam;
import dev.halfcaf.train.Tape;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("weights.safetensors");
    }

    static Map<String, Tensor> values(Layer model) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        model.variables().forEach(variable -> values.put(variable.path(), variable.value()));
        return values;
    }

    @Test
    void theVariablesOfOneModelGoToAnother() {
        NoisyModel model = NoisyModel.initialized("mixed_float16", 1);
        NoisyModel other = NoisyModel.initialized("float32", 2);
        Tensor x = Tensor.ones(Shape.of(2, NoisyModel.INPUTS));
        Tensor before = other.forward(x);

        Weights.save(file(), model);
        Weights.load(file(), other);

        SafetensorsTest.assertSameBits(values(other), values(model));
        assertThat(other.forward(x).toFloatArray()).isNotEqualTo(before.toFloatArray());
    }

    /** The copies in the compute dtype must follow. */
    @Test
    void whatAModelComputesIsThatOfTheLoadedWeights() {
        NoisyModel model = NoisyModel.initialized("mixed_float16", 1);
        NoisyModel other = NoisyModel.initialized("mixed_float16", 2);
        Tensor x = Tensor.ones(Shape.of(2, NoisyModel.INPUTS));
        other.forward(x);

        Weights.save(file(), model);
        Weights.load(file(), other);

        assertThat(other.forward(x).toFloatArray()).isEqualTo(model.forward(x).toFloatArray());
    }

    @Test
    void aCheckpointHasWeights() {
        NoisyModel model = NoisyModel.initialized("mixed_float16", 1);
        Checkpoint.of(new NoisyModel.Plain(model, Adam.withLearningRate(0.1))).save(file());
        NoisyModel other = NoisyModel.initialized("mixed_float16", 2);

        Weights.load(file(), other);

        SafetensorsTest.assertSameBits(values(other), values(model));
    }

    @Test
    void weightsOfAnotherProgramMayBeInAnotherFloatingDtype() {
        NoisyModel model = NoisyModel.initialized("bfloat16", 1);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        values(model)
                .forEach((path, value) ->
                        tensors.put(path, value.dtype().isFloating() ? value.cast(Dtype.FLOAT16) : value));
        // Between two neighbours of bfloat16, a little above their middle: by way of float32 it would fall onto the
        // middle.
        double above = 1 + Math.scalb(1.0, -8) + Math.scalb(1.0, -40);
        tensors.put("mean", Tensor.full(Shape.of(NoisyModel.INPUTS), above, Dtype.FLOAT64));
        new Safetensors(tensors, Map.of("format", "pt")).write(file());

        Weights.load(file(), model);

        assertThat(model.mean.value().toDoubleArray()).containsOnly(1 + Math.scalb(1.0, -7));
        assertThat(model.hidden.kernel.value().dtype()).isEqualTo(Dtype.BFLOAT16);
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        NoisyModel model = NoisyModel.initialized("float32", 1);
        Map<String, Tensor> before = values(model);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        before.forEach((path, value) -> tensors.put(path, value.dtype().isFloating() ? value.add(1) : value));
        tensors.put("batches", Tensor.scalar(0.5, Dtype.FLOAT32));
        new Safetensors(tensors, Map.of()).write(file());

        assertThatThrownBy(() -> Weights.load(file(), model))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(file() + ": tensor 'batches' is float32, the model's variable is int64.");
        SafetensorsTest.assertSameBits(values(model), before);
    }

    /** In a file that is no checkpoint, a tensor is a variable or an error. */
    @Test
    void slotsOutsideOfACheckpointAreTensorsThatNobodyKnows() {
        NoisyModel model = NoisyModel.initialized("float32", 1);
        Map<String, Tensor> tensors = values(model);
        tensors.put("/optimizer/velocity/mean", Tensor.ones(Shape.of(5)));
        new Safetensors(tensors, Map.of()).write(file());

        assertThatThrownBy(() -> Weights.load(file(), model))
                .hasMessage(file() + ": has a tensor '/optimizer/velocity/mean', which is no variable of the model.");
    }

    @Test
    void aVariableWithoutShapeGetsThatOfTheFile() {
        new Safetensors(Map.of("kernel", Tensor.ones(Shape.of(2, 3))), Map.of()).write(file());
        LateLayer layer = new LateLayer();

        assertThatThrownBy(() -> Weights.save(folder.resolve("none"), layer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'kernel' has no shape yet");
        Weights.load(file(), layer);

        assertThat(layer.kernel.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void weightsAreSavedBetweenSteps() {
        NoisyModel model = NoisyModel.initialized("float32", 1);
        try (Tape tape = Tape.open(model)) {
            assertThat(tape).isNotNull();
            assertThatThrownBy(() -> Weights.save(file(), model)).isInstanceOf(IllegalStateException.class);
        }
    }
}
