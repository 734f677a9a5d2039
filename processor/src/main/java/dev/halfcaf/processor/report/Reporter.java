package dev.halfcaf.processor.report;

import java.util.List;
import java.util.Optional;
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

    /** Prints one finding, unless an option or the source silences it; returns whether it did. */
    public boolean print(Finding finding) {
        Code code = finding.code();
        Place place = finding.place();
        Optional<Severity> severity = severities.of(code, code.severity());
        if (severity.isEmpty() || place != null && !code.isContradiction() && isSilenced(code, place.element())) {
            return false;
        }
        Diagnostic.Kind kind = severity.get().kind();
        if (place == null) {
            messager.printMessage(kind, finding.text());
        } else {
            messager.printMessage(kind, finding.text(), place.element(), place.annotation(), place.value());
        }
        return true;
    }

    /** Whether {@code @SuppressWarnings} on the element or one around it silences a code. */
    public static boolean isSilenced(Code code, Element place) {
        for (@Nullable Element around = place; around != null; around = around.getEnclosingElement()) {
            SuppressWarnings silencer = around.getAnnotation(SuppressWarnings.class);
            if (silencer != null && List.of(silencer.value()).contains("halfcaf:" + code)) {
                return true;
            }
        }
        return false;
    }
}
