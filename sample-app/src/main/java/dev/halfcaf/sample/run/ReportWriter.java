package dev.halfcaf.sample.run;

import dev.halfcaf.report.EpochRecord;
import dev.halfcaf.report.HtmlReport;
import dev.halfcaf.report.RunHistory;
import dev.halfcaf.report.RunListener;
import dev.halfcaf.sample.program.ModelName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the page on a run after each epoch and at its end.
 *
 * @param file the page
 * @param model what is trained
 * @param history the run
 */
record ReportWriter(Path file, ModelName model, RunHistory history) implements RunListener {
    @Override
    public void onEpoch(EpochRecord epoch) {
        write();
    }

    @Override
    public void onEnd() {
        write();
    }

    private void write() {
        write(file, model, List.of(history));
    }

    /** Writes a page on several runs. */
    static void write(Path file, ModelName model, List<RunHistory> histories) {
        try {
            HtmlReport.write(file, "Halfcaf sample: " + model, histories);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
