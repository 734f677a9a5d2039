package dev.halfcaf.processor.body;

import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Scope;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in a body.
 *
 * @param at what the message points at
 * @param scope the declarations around it
 * @param summary op and dtypes, in a line
 * @param reasons why, a line each
 * @param fixes ways to mend it
 * @param cause where the mistake was made, if it shows elsewhere: of several with one cause, one is printed
 */
record Finding(
        Code code,
        Severity severity,
        Tree at,
        Scope scope,
        String summary,
        List<String> reasons,
        List<Fix> fixes,
        @Nullable Object cause) {
    Finding {
        reasons = List.copyOf(reasons);
        fixes = List.copyOf(fixes);
    }

    static Finding of(Code code, Tree at, Fact.Site site, String summary, List<String> reasons, List<Fix> fixes) {
        return new Finding(
                code, code.severity(), SourceText.pointedAt(at), site.scope(), summary, reasons, fixes, null);
    }

    Finding causedBy(@Nullable Object place) {
        return new Finding(code, severity, at, scope, summary, reasons, fixes, place);
    }

    Finding as(Severity other) {
        return new Finding(code, other, at, scope, summary, reasons, fixes, cause);
    }

    /** The whole message. */
    String text() {
        List<String> lines = new ArrayList<>(List.of("[" + code + "] " + summary));
        lines.addAll(reasons);
        if (!fixes.isEmpty()) {
            lines.add("Fix: " + fixes.stream().map(Fix::text).collect(Collectors.joining(", or ")));
        }
        return String.join("\n  ", lines);
    }
}
