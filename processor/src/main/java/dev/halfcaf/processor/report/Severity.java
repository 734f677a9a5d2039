package dev.halfcaf.processor.report;

import javax.tools.Diagnostic;

/** How loud a diagnostic is. */
public enum Severity {
    /** Fails the build. */
    ERROR(Diagnostic.Kind.ERROR),
    /** Can be silenced with {@code @SuppressWarnings("halfcaf:<Code>")}. */
    WARNING(Diagnostic.Kind.WARNING),
    /** Worth knowing, and never in the way of {@code -Werror}; silenced like a warning. */
    NOTE(Diagnostic.Kind.NOTE);

    private final Diagnostic.Kind kind;

    Severity(Diagnostic.Kind kind) {
        this.kind = kind;
    }

    /** The compiler's word for it. */
    public Diagnostic.Kind kind() {
        return kind;
    }
}
