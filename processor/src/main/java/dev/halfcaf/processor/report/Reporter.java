package dev.halfcaf.processor.report;

import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The one place where findings become messages of the compiler. */
public final class Reporter {
    private final Messager messager;
    private final Severities severities;

    public Reporter(Messager messager, Severities severities) {
        this.messager = messager;
        this.severities = severities;
    }

    /** Prints the findings, but for warnings and notes that the source silences. */
    public void print(Report report) {
        report.findings().forEach(this::print);
    }

    /** Prints one finding, unless the build or the source silences it; returns whether it did. */
    public boolean print(Finding finding) {
        Severity severity =
                severities.of(finding.code(), finding.code().severity()).orElse(null);
        Place place = finding.place();
        boolean silenced =
                place != null && !finding.code().isContradiction() && isSilenced(finding.code(), place.element());
        if (severity == null || silenced) {
            return false;
        } else if (place == null) {
            messager.printMessage(severity.kind(), finding.text());
        } else {
            messager.printMessage(severity.kind(), finding.text(), place.element(), place.annotation(), place.value());
        }
        return true;
    }

    private static boolean isSilenced(Code code, Element place) {
        for (@Nullable Element around = place; around != null; around = around.getEnclosingElement()) {
            SuppressWarnings silencer = around.getAnnotation(SuppressWarnings.class);
            if (silencer != null && List.of(silencer.value()).contains("halfcaf:" + code)) {
                return true;
            }
        }
        return false;
    }
}
