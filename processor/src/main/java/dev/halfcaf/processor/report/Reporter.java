package dev.halfcaf.processor.report;

import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The one place where findings become messages of the compiler. */
public final class Reporter {
    private final Messager messager;

    public Reporter(Messager messager) {
        this.messager = messager;
    }

    /** Prints the findings, but for warnings and notes that the source silences. */
    public void print(Report report) {
        report.findings().forEach(this::print);
    }

    /** Prints one finding, unless the source silences it; returns whether it did. */
    public boolean print(Finding finding) {
        Place place = finding.place();
        if (place == null) {
            messager.printMessage(finding.code().severity().kind(), finding.text());
            return true;
        } else if (finding.code().severity() == Severity.ERROR || !isSilenced(finding.code(), place.element())) {
            messager.printMessage(
                    finding.code().severity().kind(),
                    finding.text(),
                    place.element(),
                    place.annotation(),
                    place.value());
            return true;
        }
        return false;
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
