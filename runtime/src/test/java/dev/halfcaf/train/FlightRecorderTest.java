package dev.halfcaf.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.LossScaling;
import dev.halfcaf.handwritten.Mlp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    @TempDir
    Path folder;

    @Test
    void aRecordingHasTheStepsAndTheMovesOfTheLossScale() throws IOException {
        List<StepResult> results;
        try (Recording recording = new Recording()) {
            recording.enable("halfcaf.Step");
            recording.enable("halfcaf.LossScale");
            recording.start();
            results = train();
            recording.stop();
            recording.dump(folder.resolve("run.jfr"));
        }
        assertThat(results).extracting(StepResult::applied).containsExactly(true, false, true);

        List<RecordedEvent> events = RecordingFile.readAllEvents(folder.resolve("run.jfr"));
        List<RecordedEvent> steps = named("halfcaf.Step", events);
        assertThat(steps).hasSameSizeAs(results);
        assertThat(steps).extracting(step -> step.getLong("update")).containsExactly(1L, 1L, 2L);
        for (int i = 0; i < steps.size(); i++) {
            RecordedEvent step = steps.get(i);
            StepResult result = results.get(i);
            assertThat(step.getBoolean("applied")).isEqualTo(result.applied());
            assertThat(step.getDouble("loss")).isEqualTo(result.loss());
            assertThat(step.getDouble("lossScale")).isEqualTo(result.scaleBefore());
            assertThat(step.getString("firstNonFiniteVariable")).isEqualTo(result.firstNonFiniteVariable());
            assertThat(step.getString("firstNonFiniteOp")).isEqualTo(result.firstNonFiniteOp());
            assertThat(step.getStackTrace()).isNull();
        }
        assertThat(steps.get(1).getString("firstNonFiniteVariable")).isNotNull();
        List<RecordedEvent> scales = named("halfcaf.LossScale", events);
        assertThat(scales)
                .extracting(scale -> scale.getDouble("before") + " to " + scale.getDouble("after"))
                .containsExactly("1024.0 to 512.0");
    }

    @Test
    void aJavaRuntimeWithoutTheRecorderTrains() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules=java.base",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Training.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("no recorder", "true false true");
    }

    /** What the JVM without the recorder runs. */
    static final class Training {
        public static void main(String[] arguments) {
            if (!ModuleLayer.boot().findModule("jdk.jfr").isPresent()) {
                System.out.println("no recorder");
            }
            System.out.println(train().stream()
                    .map(result -> String.valueOf(result.applied()))
                    .collect(Collectors.joining(" ")));
        }
    }

    /** Three steps, of which the second has a loss that is not finite. */
    private static List<StepResult> train() {
        Mlp model = MlpCase.model("mixed_float16");
        LossScale scale = LossScale.of(LossScaling.dynamic().withStart(1024));
        Optimizer optimizer = Sgd.withLearningRate(0.1);
        List<StepResult> results = new ArrayList<>();
        for (double factor : new double[] {1, Double.POSITIVE_INFINITY, 1}) {
            Gradients gradients;
            try (Tape tape = Tape.open(model)) {
                ScaledLoss loss = scale.scale(MlpCase.loss(model).mul(factor));
                gradients = tape.gradients(loss).unscale();
            }
            results.add(scale.update(optimizer.apply(gradients)));
        }
        return results;
    }

    private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }
}
