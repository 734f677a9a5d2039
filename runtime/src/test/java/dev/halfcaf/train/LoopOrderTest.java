package dev.halfcaf.train;

import static dev.halfcaf.train.MlpCase.gradients;
import static dev.halfcaf.train.MlpCase.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.halfcaf.handwritten.Mlp;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong order in a loop of one's own does not compile, or throws at once. */
class LoopOrderTest {
    @TempDir
    Path output;

    static Stream<Arguments> doNotCompile() {
        return Stream.of(
                arguments(
                        "no unscale", "optimizer.apply(tape.gradients(lossScale.scale(loss)));", "cannot be converted"),
                arguments("apply scaled", "step.apply(tape.gradients(lossScale.scale(loss)));", "cannot be converted"),
                arguments("no scale", "tape.gradients(loss);", "cannot be converted"),
                arguments(
                        "clip before unscale",
                        "tape.gradients(lossScale.scale(loss)).clipByGlobalNorm(1);",
                        "cannot find symbol"),
                arguments(
                        "accumulate before unscale",
                        "new GradientAccumulator().add(tape.gradients(lossScale.scale(loss)));",
                        "ScaledGradients cannot be converted to dev.halfcaf.train.Gradients"),
                arguments("log the scaled loss", "double logged = lossScale.scale(loss).item();", "cannot find symbol"),
                arguments(
                        "look at scaled gradients",
                        "tape.gradients(lossScale.scale(loss)).norm();",
                        "cannot find symbol"),
                arguments("scale twice", "lossScale.scale(lossScale.scale(loss));", "cannot be converted"),
                arguments(
                        "update before apply", "lossScale.update(gradients);", "no suitable method found for update"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doNotCompile")
    void aWrongOrderDoesNotCompile(String name, String statement, String message) throws Exception {
        DiagnosticCollector<JavaFileObject> errors = compile(statement);

        List<? extends Diagnostic<?>> found = errors.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
        assertThat(found).hasSize(1);
        assertThat(found.get(0).getLineNumber()).isEqualTo(6);
        assertThat(found.get(0).getMessage(Locale.ROOT)).contains(message);
        assertThat(name).isNotEmpty();
    }

    @Test
    void theRightOrderCompiles() throws Exception {
        DiagnosticCollector<JavaFileObject> errors =
                compile("Gradients g = tape.gradients(lossScale.scale(loss)).unscale();"
                        + " g.clipByGlobalNorm(1); StepResult result = lossScale.update(optimizer.apply(g));");
        assertThat(errors.getDiagnostics()).isEmpty();
    }

    private DiagnosticCollector<JavaFileObject> compile(String statement) throws Exception {
        String text = """
                import dev.halfcaf.Tensor;
                import dev.halfcaf.train.*;

                class Loop {
                  void step(Tape tape, Tensor loss, LossScale lossScale, Optimizer optimizer, TrainStep step, Gradients gradients) {
                    %s
                  }
                }
                """.formatted(statement);
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///Loop.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text;
                    }
                };
        DiagnosticCollector<JavaFileObject> errors = new DiagnosticCollector<>();
        Files.createDirectories(output);
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        errors,
                        List.of(
                                "-d",
                                output.toString(),
                                "-proc:none",
                                "-implicit:none",
                                "-classpath",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(source))
                .call();
        return errors;
    }

    @Test
    void aForgottenUpdateThrowsAtTheNextStep() {
        Mlp model = model("mixed_float16");
        LossScale scale = LossScale.dynamic();
        Optimizer optimizer = Sgd.withLearningRate(0.1);
        StepResult result = optimizer.apply(gradients(model, scale));

        assertThatThrownBy(() -> gradients(model, scale))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "The loss scale has not been given the result of the last step: it would never move. "
                                + "Fix: lossScale.update(optimizer.apply(gradients));");

        scale.update(result);
        scale.update(optimizer.apply(gradients(model, scale)));
    }

    @Test
    void withoutScalingThereIsNothingToUpdate() {
        Mlp model = model("float32");
        LossScale none = LossScale.none();
        Optimizer optimizer = Sgd.withLearningRate(0.1);
        optimizer.apply(gradients(model, none));

        assertThat(optimizer.apply(gradients(model, none)).applied()).isTrue();
    }

    @Test
    void aResultUpdatesOnce() {
        Mlp model = model("mixed_float16");
        LossScale scale = LossScale.fixed(8);
        StepResult result = Sgd.withLearningRate(0.1).apply(gradients(model, scale));
        StepResult updated = scale.update(result);

        assertThatThrownBy(() -> scale.update(result))
                .hasMessageStartingWith("The loss scale was given this result before");
        assertThatThrownBy(() -> scale.update(updated))
                .hasMessageStartingWith("The loss scale was given this result before");
    }

    @Test
    void gradientsAreAppliedOnce() {
        Mlp model = model("mixed_float16");
        Gradients gradients = gradients(model, LossScale.none());
        Optimizer optimizer = Sgd.withLearningRate(0.1);
        optimizer.apply(gradients);

        assertThatThrownBy(() -> optimizer.apply(gradients))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "These gradients were applied already, and their memory is used again. Fix: read what is needed of "
                                + "them before, and take new gradients for another update.");
        assertThatThrownBy(() -> gradients.of(model.hidden.kernel))
                .hasMessageStartingWith("These gradients were applied");
        assertThatThrownBy(gradients::norm).hasMessageStartingWith("These gradients were applied");
        assertThatThrownBy(() -> gradients.clipByGlobalNorm(1)).hasMessageStartingWith("These gradients were applied");
        assertThat(optimizer.steps()).isEqualTo(1);
    }

    @Test
    void gradientsAreTakenWhileTheTapeIsOpen() {
        Mlp model = model("float32");
        Tape tape = Tape.open(model);
        ScaledLoss loss = LossScale.none().scale(MlpCase.loss(model));
        tape.close();

        assertThatThrownBy(() -> tape.gradients(loss)).hasMessageStartingWith("The tape is closed");
    }
}
