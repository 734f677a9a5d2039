package dev.halfcaf.processor.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The findings on one class, in the order in which they are printed. */
public record Report(List<Finding> findings) {
    /** Nothing to say. */
    public static final Report EMPTY = new Report(List.of());

    public Report {
        findings = List.copyOf(findings);
    }

    /** Whether one of the findings fails the build. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.code().severity() == Severity.ERROR);
    }

    /** Collects findings. */
    public static final class Builder {
        private final List<Finding> findings = new ArrayList<>();

        /** Adds a finding; the details fill the blanks of the code's wording. */
        public void add(Code code, @Nullable Place place, String... details) {
            findings.add(new Finding(code, place, List.of(details)));
        }

        /** Whether an error was added. */
        public boolean hasErrors() {
            return build().hasErrors();
        }

        /** What was added so far. */
        public Report build() {
            return new Report(findings);
        }
    }
}
