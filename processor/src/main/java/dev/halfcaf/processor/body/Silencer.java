package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Scope;
import dev.halfcaf.processor.report.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code @SuppressWarnings("halfcaf:Code")} on a declaration around a finding. */
final class Silencer {
    private Silencer() {}

    static boolean silences(Finding finding) {
        if (finding.severity() == Severity.ERROR && finding.code().isContradiction()) {
            return false;
        }
        for (@Nullable Scope scope = finding.scope(); scope != null; scope = scope.outer()) {
            SuppressWarnings annotation = scope.element().getAnnotation(SuppressWarnings.class);
            if (annotation != null && List.of(annotation.value()).contains("halfcaf:" + finding.code())) {
                return true;
            }
        }
        return false;
    }
}
