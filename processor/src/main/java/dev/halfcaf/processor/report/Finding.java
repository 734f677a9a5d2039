package dev.halfcaf.processor.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A diagnostic that is to be printed.
 *
 * @param place where; null for what stands in no file, such as an option
 * @param details what fills the blanks of the code's wording, in order
 */
public record Finding(Code code, @Nullable Place place, List<String> details) {
    public Finding {
        details = List.copyOf(details);
    }

    /** The whole text: code and summary, then the reason, then the fix, a line each. */
    public String text() {
        return code.text(details);
    }
}
