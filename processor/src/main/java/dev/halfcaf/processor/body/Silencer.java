package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Scope;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code @SuppressWarnings("halfcaf:Code")} on a declaration around a finding. */
final class Silencer {
    private Silencer() {}

    /** A contradiction of dtypes fails at run time, whatever an annotation says; numbers are a matter of judgement. */
    static boolean isContradiction(Code code) {
        return code.severity() == Severity.ERROR && code != Code.CONSTANT_OVERFLOW && code != Code.CONSTANT_UNDERFLOW;
    }

    static boolean silences(Finding finding) {
        if (isContradiction(finding.code())) {
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
