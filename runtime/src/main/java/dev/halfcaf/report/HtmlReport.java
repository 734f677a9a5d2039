package dev.halfcaf.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A page on one run, or on several side by side: loss, metrics, loss scale with the skipped steps marked, gradient norm, share
 * of zero gradients for each layer, learning rate and step time, as far as the histories have them. It is one file of a few
 * hundred kilobytes at most, however many steps there are, and needs neither scripts nor a network. The same histories give the
 * same bytes.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /** The page's text, in UTF-8 once it is written. */
    public static String page(String title, List<RunHistory> runs) {
        return ReportPage.write(title, runs);
    }

    /**
     * Writes the page, with the directories above it where they are missing. Who reads the file meanwhile sees the old one or
     * the new one.
     *
     * @throws IOException if it cannot be written; then the old file is as it was
     */
    public static void write(Path file, String title, List<RunHistory> runs) throws IOException {
        ReplacedFile.write(file, page(title, runs));
    }
}
