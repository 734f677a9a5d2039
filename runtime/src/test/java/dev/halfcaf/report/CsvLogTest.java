package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogTest {
    private static final String STEP_HEADER =
            "step,epoch,loss,applied,scale_before,scale_after,first_non_finite_variable,"
                    + "first_non_finite_op,learning_rate,gradient_norm,nanos,examples\r\n";

    @TempDir
    private Path folder;

    @Test
    void aRowForEachStepAndEachMetric() throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            write(run());
        } finally {
            Locale.setDefault(before);
        }

        assertThat(text("steps.csv"))
                .isEqualTo(STEP_HEADER
                        + "1,1,2.5,true,32768.0,32768.0,,,1.0E-4,,500000,32\r\n"
                        + "2,1,NaN,false,32768.0,16384.0,\"a,\"\"b\"\"\",matmul,,Infinity,,\r\n");
        assertThat(text("zero-shares.csv")).isEqualTo("step,layer,zero_share\r\n2,hidden/0,0.1\r\n2,logits,0.0\r\n");
        assertThat(text("epochs.csv"))
                .isEqualTo("step,epoch,data,metric,value\r\n2,1,training,loss,2.5\r\n2,1,validation,accuracy,0.1\r\n");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() throws IOException {
        RunHistory run = run();
        run.onEpoch(new EpochRecord(2, 2, Map.of(), Map.of()));
        write(run);

        RunHistory read = CsvLog.read(folder, "again");
        assertThat(read.steps()).isEqualTo(run.steps());
        assertThat(read.epochs()).isEqualTo(run.epochs());
        assertThat(read.name()).isEqualTo("again");
        assertThat(read.steps().get(1).gradients().zeroShares().keySet()).containsExactly("hidden/0", "logits");
    }

    @Test
    void aResumedRunForgetsWhatCameAfterItsStateAndGoesOn() throws IOException {
        write(run());
        Files.writeString(folder.resolve("steps.csv"), "3,1,7.0,tr", StandardOpenOption.APPEND);
        RunHistory resumed = CsvLog.read(folder, "run").rewindTo(1);
        try (CsvLog log = CsvLog.resume(folder, 1)) {
            resumed.tell(log);
            resumed.step(1, Runs.applied(0.5));
        }

        assertThat(CsvLog.read(folder, "run").steps())
                .isEqualTo(resumed.steps())
                .hasSize(2);
        assertThat(text("zero-shares.csv")).isEqualTo("step,layer,zero_share\r\n");
        assertThat(text("epochs.csv")).isEqualTo("step,epoch,data,metric,value\r\n");
    }

    @Test
    void filesOfAnotherRunAreNotOverwritten() {
        write(run());

        assertThatThrownBy(() -> CsvLog.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(folder.resolve("steps.csv") + " is there already. Fix: take another directory, or "
                        + "resume(directory, step) to go on with that run.");
    }

    @Test
    void anEmptyRunHasHeadersAndADirectoryWithoutFilesNoSteps() throws IOException {
        assertThat(CsvLog.read(folder.resolve("nowhere"), "run").steps()).isEmpty();
        CsvLog.open(folder).close();

        assertThat(text("steps.csv")).isEqualTo(STEP_HEADER);
        assertThat(CsvLog.read(folder, "run").steps()).isEmpty();
    }

    @Test
    void whatIsNoSuchFileIsAnErrorWithItsRow() throws IOException {
        Path steps = folder.resolve("steps.csv");
        Files.writeString(steps, "a,b\r\n");
        assertUnreadable(steps + " begins with a,b; expected " + STEP_HEADER.strip() + ".");
        Files.writeString(steps, STEP_HEADER + "1,1\r\n");
        assertUnreadable(steps + ", row 2: it has 2 cells, the header 12.");
        Files.writeString(steps, STEP_HEADER + "1,1,2.5,true,1.0,1.0,,,,,,\r\n2,1,x,true,1.0,1.0,,,,,,\r\n");
        assertUnreadable(steps + ", row 3: 'x' is no number that fits here.");
        Files.writeString(steps, STEP_HEADER + "2,1,1.0,true,1.0,1.0,,,,,,\r\n2,1,1.0,true,1.0,1.0,,,,,,\r\n");
        assertUnreadable(steps + ", row 3: step 2 does not come after the row before.");
        Files.writeString(steps, STEP_HEADER + "1,0,1.0,true,1.0,1.0,,,,,,\r\n");
        assertUnreadable(steps + ", row 2: a number is too small.");
    }

    @Test
    void whatIsWrittenAtAnEpochIsThereWithoutClosing() throws IOException {
        try (CsvLog log = CsvLog.open(folder)) {
            log.onStep(StepRecord.of(1, 1, Runs.applied(1)));
            log.onEpoch(new EpochRecord(1, 1, Map.of(), Map.of()));

            assertThat(CsvLog.read(folder, "run").steps()).hasSize(1);
        }
    }

    @Test
    void closedFilesTakeNothing() {
        CsvLog log = CsvLog.open(folder);
        log.onEnd();
        log.close();

        assertThatThrownBy(() -> log.onStep(StepRecord.of(1, 1, Runs.applied(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The CSV files are closed. Fix: open them for what follows, by resume().");
    }

    @Test
    void quotesCommasAndLineBreaksAreReadAsTheyWere() {
        List<String> cells = List.of("plain", "a,b", "\"", "two\r\nlines", "", "\u00e9\u2028");

        assertThat(Csv.rows(Csv.row(cells))).containsExactly(cells);
    }

    private void assertUnreadable(String message) {
        assertThatThrownBy(() -> CsvLog.read(folder, "run"))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
    }

    private void write(RunHistory run) {
        try (CsvLog log = CsvLog.open(folder)) {
            run.steps().forEach(log::onStep);
            run.epochs().forEach(log::onEpoch);
        }
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static RunHistory run() {
        RunHistory run = Runs.history("run");
        run.onStep(StepRecord.of(1, 1, Runs.applied(2.5, 32768))
                .withLearningRate(1e-4)
                .withNanos(500_000)
                .withExamples(32));
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("hidden/0", 0.1);
        shares.put("logits", 0.0);
        run.onStep(StepRecord.of(2, 1, Runs.skipped(Double.NaN, 32768, "a,\"b\""))
                .withGradients(new GradientFigures(Double.POSITIVE_INFINITY, shares)));
        run.onEpoch(new EpochRecord(1, 2, Map.of("loss", 2.5), Map.of("accuracy", 0.1)));
        return run;
    }
}
