package dev.halfcaf.sample.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.LossScaling;
import dev.halfcaf.sample.training.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
    private final StringWriter text = new StringWriter();

    @Test
    void aLineHasDjlsLayout() {
        assertThat(line('=', progress(50, 0.04734, OptionalDouble.of(0.96102), LossScaling.dynamic(), 524288, 2)))
                .isEqualTo("Training:     50% |==========          | epoch: 5/10, loss: 0.0473, accuracy: 0.9610,"
                        + " loss scale: 524288, skipped: 2");
    }

    @Test
    void theBarIsOfTheTerminalsCharacter() {
        assertThat(line('#', progress(100, 2, OptionalDouble.of(1), LossScaling.none(), 1, 0)))
                .isEqualTo("Training:    100% |####################| epoch: 10/10, loss: 2.0000, accuracy: 1.0000,"
                        + " loss scale: none, skipped: 0");
    }

    @Test
    void anAccuracyThatIsNotKnownYetIsALowLine() {
        assertThat(line('=', progress(1, 2.30258, OptionalDouble.empty(), LossScaling.none(), 1, 0)))
                .isEqualTo("Training:      1% |                    | epoch: 1/10, loss: 2.3026, accuracy: _,"
                        + " loss scale: none, skipped: 0");
    }

    @Test
    void verySmallAndVeryLargeLosses() {
        assertThat(lossInLine(0.000123)).isEqualTo("1.23E-04");
        assertThat(lossInLine(123456)).isEqualTo("1.23E+05");
        assertThat(lossInLine(0)).isEqualTo("0.0000");
        assertThat(lossInLine(Double.POSITIVE_INFINITY)).isEqualTo("INFINITY");
        assertThat(lossInLine(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void withoutATerminalThereIsALineForEachQuarter() {
        ProgressPrinter printer = new ProgressPrinter(Terminal.plain(new PrintWriter(text)));
        for (int step = 1; step <= 100; step++) {
            printer.onStep(progress(step, 1, OptionalDouble.empty(), LossScaling.none(), 1, 0));
        }

        assertThat(text.toString().lines().map(line -> line.substring(0, 18)))
                .containsExactly(
                        "Training:     25% ", "Training:     50% ", "Training:     75% ", "Training:    100% ");
        assertThat(text.toString()).doesNotContain("\r", "\u001b");
    }

    @Test
    void onATerminalALineIsWrittenOverUntilTheEnd() {
        ProgressPrinter printer = new ProgressPrinter(new Terminal(new PrintWriter(text), true, '='));
        printer.onStep(progress(99, 1, OptionalDouble.empty(), LossScaling.none(), 1, 0));
        assertThat(text.toString())
                .startsWith("\r\u001b[?7lTraining:     99% |")
                .endsWith("skipped: 0\u001b[K\u001b[?7h");

        printer.onStep(progress(100, 1, OptionalDouble.empty(), LossScaling.none(), 1, 0));
        assertThat(text.toString()).endsWith("skipped: 0\u001b[K" + System.lineSeparator());
    }

    @Test
    void aRunOfVeryFewStepsSkipsQuarters() {
        ProgressPrinter printer = new ProgressPrinter(Terminal.plain(new PrintWriter(text)));
        printer.onStep(new Progress(1, 1, 1, 1, 1, OptionalDouble.of(0.5), LossScaling.none(), 1, 0));

        assertThat(text.toString().lines()).hasSize(1);
    }

    private static String lossInLine(double loss) {
        String line = line('=', progress(50, loss, OptionalDouble.empty(), LossScaling.none(), 1, 0));
        return line.substring(line.indexOf("loss: ") + 6, line.indexOf(", accuracy"));
    }

    private static String line(char bar, Progress progress) {
        return new ProgressLine(bar).of(progress);
    }

    /** A run of 10 epochs with 10 steps each. */
    private static Progress progress(
            int step, double loss, OptionalDouble accuracy, LossScaling scaling, double scale, long skipped) {
        return new Progress((step + 9) / 10, 10, step, 100, loss, accuracy, scaling, scale, skipped);
    }
}
