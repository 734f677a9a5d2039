package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
    private final StringWriter text = new StringWriter();
    private final Terminal plain = Terminal.plain(new PrintWriter(text));
    private final Terminal interactive = new Terminal(new PrintWriter(text), true, '#');

    @Test
    void aLineHasDjlsLayout() {
        ProgressPrinter printer = begun(ProgressPrinter.ofRun(plain, "accuracy"), 4, 10);
        train(printer, 1, 10, 0.04734, 524288);
        printer.onEpoch(new EpochRecord(1, 10, Map.of(), Map.of("accuracy", 0.96102)));
        printer.onStep(StepRecord.of(11, 2, Runs.skipped(0.06, 524288, "kernel")));
        for (int step = 12; step <= 20; step++) {
            printer.onStep(StepRecord.of(step, 2, Runs.applied(0.04, 262144)));
        }
        printer.onEpoch(new EpochRecord(2, 20, Map.of(), Map.of("accuracy", 0.97)));

        assertThat(lines())
                .containsExactly(
                        "Training:     25% |=====               | epoch: 1/4, loss: 0.0473, accuracy: 0.9610,"
                                + " loss scale: 524288, skipped: 0",
                        "Training:     50% |==========          | epoch: 2/4, loss: 0.0420, accuracy: 0.9700,"
                                + " loss scale: 262144, skipped: 1");
    }

    @Test
    void aRunThatGoesOnCountsTheSkippedStepsOn() {
        ProgressPrinter printer = begun(ProgressPrinter.ofRun(interactive).skippedBefore(3), 1, 100);
        printer.onStep(StepRecord.of(1, 1, Runs.skipped(2.30258, 1024, "kernel")));

        assertThat(text.toString()).contains("skipped: 4");
    }

    @Test
    void aMetricThatIsNotKnownYetIsALowLine() {
        ProgressPrinter printer = begun(ProgressPrinter.ofRun(interactive, "accuracy"), 1, 100);
        printer.onStep(StepRecord.of(1, 1, Runs.applied(2.30258)));

        assertThat(text.toString())
                .contains("Training:      1% |                    | epoch: 1/1, loss: 2.3026, accuracy: _,"
                        + " loss scale: none, skipped: 0");
    }

    @Test
    void verySmallAndVeryLargeLosses() {
        assertThat(ProgressLine.number(0.000123)).isEqualTo("1.23E-04");
        assertThat(ProgressLine.number(-123456)).isEqualTo("-1.23E+05");
        assertThat(ProgressLine.number(0)).isEqualTo("0.0000");
        assertThat(ProgressLine.number(Double.POSITIVE_INFINITY)).isEqualTo("INFINITY");
        assertThat(ProgressLine.number(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void withoutATerminalThereIsALineForEachQuarter() {
        ProgressPrinter printer = begun(ProgressPrinter.ofRun(plain), 1, 100);
        train(printer, 1, 100, 1, 1);

        assertThat(lines().stream().map(line -> line.substring(0, 18)))
                .containsExactly(
                        "Training:     25% ", "Training:     50% ", "Training:     75% ", "Training:    100% ");
        assertThat(text.toString()).doesNotContain("\r", "\u001b");
    }

    @Test
    void aRunOfVeryFewStepsSkipsQuarters() {
        train(begun(ProgressPrinter.ofRun(plain), 1, 1), 1, 1, 1, 1);

        assertThat(lines()).hasSize(1);
    }

    @Test
    void onATerminalALineIsWrittenOverUntilTheEnd() {
        ProgressPrinter printer = begun(ProgressPrinter.ofRun(interactive), 1, 100);
        train(printer, 1, 99, 1, 1);
        assertThat(text.toString())
                .startsWith("\r\u001b[?7lTraining:      1% |")
                .contains("Training:     99% |################### |")
                .endsWith("skipped: 0\u001b[K\u001b[?7h");

        printer.onStep(StepRecord.of(100, 1, Runs.applied(1)));
        assertThat(text.toString()).endsWith("skipped: 0\u001b[K" + System.lineSeparator());
    }

    @Test
    void aRunThatEndsEarlyLeavesItsLine() {
        ProgressPrinter printer = begun(ProgressPrinter.ofRun(interactive), 1, 100);
        train(printer, 1, 40, 1, 1);
        printer.onEnd();
        printer.onEnd();

        assertThat(text.toString()).endsWith("\u001b[?7h" + System.lineSeparator());
    }

    @Test
    void abarForEachEpochAndItsMetrics() {
        ProgressPrinter printer = begun(ProgressPrinter.ofEpochs(plain), 2, 10);
        train(printer, 1, 10, 0.5, 1);
        printer.onEpoch(new EpochRecord(1, 10, Map.of("loss", 0.5), Map.of("accuracy", 0.9)));
        train(printer, 2, 10, 0.25, 1);
        printer.onEpoch(new EpochRecord(2, 20, Map.of("loss", 0.25), Map.of()));

        assertThat(lines())
                .containsExactly(
                        "Training:    100% |====================| epoch: 1/2, loss: 0.5000, loss scale: none, skipped: 0",
                        "Train: loss: 0.5000",
                        "Validate: accuracy: 0.9000",
                        "Training:    100% |====================| epoch: 2/2, loss: 0.2500, loss scale: none, skipped: 0",
                        "Train: loss: 0.2500");
    }

    @Test
    void theSpeedStandsThereWhereItIsKnown() {
        begun(ProgressPrinter.ofRun(plain), 1, 1)
                .onStep(StepRecord.of(1, 1, Runs.applied(1))
                        .withNanos(4_000_000)
                        .withExamples(32));

        assertThat(lines().get(0)).endsWith("skipped: 0, speed: 8000 items/sec");
    }

    @Test
    void aRunOfUnknownLengthMovesAtTheEndOfEachEpoch() {
        ProgressPrinter printer = begun(ProgressPrinter.ofRun(plain), 2, 0);
        train(printer, 1, 10, 0.5, 1);
        printer.onEpoch(new EpochRecord(1, 10, Map.of(), Map.of()));
        train(printer, 2, 10, 0.5, 1);
        printer.onEpoch(new EpochRecord(2, 20, Map.of(), Map.of()));

        assertThat(lines().stream().map(line -> line.substring(0, 18)))
                .containsExactly("Training:     50% ", "Training:    100% ");
    }

    @Test
    void nobodyHasToTellHowLongARunIs() {
        ProgressPrinter printer = ProgressPrinter.ofEpochs(plain);
        train(printer, 1, 10, 0.5, 1);
        printer.onEpoch(new EpochRecord(1, 10, Map.of(), Map.of()));

        assertThat(lines())
                .containsExactly(
                        "Training:    100% |====================| epoch: 1, loss: 0.5000, loss scale: none, skipped: 0");
    }

    @Test
    void negativeNumbersAreRefused() {
        assertThatThrownBy(() -> begun(ProgressPrinter.ofRun(plain), 3, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stepsPerEpoch is -1; it must be at least 0.");
    }

    private static ProgressPrinter begun(ProgressPrinter printer, int epochs, long stepsPerEpoch) {
        printer.onBegin(epochs, stepsPerEpoch);
        return printer;
    }

    private static void train(ProgressPrinter printer, int epoch, int steps, double loss, double scale) {
        for (int step = 1; step <= steps; step++) {
            printer.onStep(StepRecord.of((epoch - 1L) * steps + step, epoch, Runs.applied(loss, scale)));
        }
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }
}
