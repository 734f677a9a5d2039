package dev.halfcaf.processor.body;

import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Scope;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * A mistake in a body.
 *
 * @param at what the message points at
 * @param scope the declarations around it
 * @param summary op and dtypes, in a line
 * @param reasons why, a line each
 * @param fix what to write instead
 */
record Finding(
        BodyCode code, Severity severity, Tree at, Scope scope, String summary, List<String> reasons, String fix) {
    Finding {
        reasons = List.copyOf(reasons);
    }

    Finding(BodyCode code, Tree at, Scope scope, String summary, List<String> reasons, String fix) {
        this(code, code.severity(), at, scope, summary, reasons, fix);
    }

    /** The whole message. */
    String text() {
        List<String> lines = new ArrayList<>(List.of("[" + code + "] " + summary));
        lines.addAll(reasons);
        lines.add("Fix: " + fix);
        return String.join("\n    ", lines);
    }
}
