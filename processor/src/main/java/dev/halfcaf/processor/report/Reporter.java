package dev.halfcaf.processor.report;

import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
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

    /** Prints one finding, unless the source silences it. */
    public void print(Finding finding) {
        severities.of(finding.code(), finding.code().severity()).ifPresent(severity -> print(finding, severity.kind()));
    }

    private void print(Finding finding, Diagnostic.Kind kind) {
        Place place = finding.place();
        if (place == null) {
            messager.printMessage(kind, finding.text());
        } else if (finding.code().isContradiction() || !isSilenced(finding.code(), place.element())) {
            messager.printMessage(kind, finding.text(), place.element(), place.annotation(), place.value());
        }
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
