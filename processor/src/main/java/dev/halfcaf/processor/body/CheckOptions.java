package dev.halfcaf.processor.body;

import dev.halfcaf.processor.report.Severities;
import java.util.ArrayList;
import java.util.List;

/**
 * What a build asks of the checks of bodies.
 *
 * @param strict whether values of unknown dtype are reported
 * @param severities how loud findings are, where the build says so
 */
public record CheckOptions(boolean strict, Severities severities) {
    /** As the contract has it. */
    public static final CheckOptions DEFAULT = new CheckOptions(false, Severities.NONE);

    /** These options, with {@code strict} if they or the others have it, and severities of which the others' win. */
    public CheckOptions and(CheckOptions others) {
        return new CheckOptions(strict || others.strict, severities.and(others.severities));
    }

    /** The findings that are printed, as loud as they are to be. */
    List<Finding> apply(List<Finding> findings) {
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : findings) {
            severities.of(finding.code(), finding.severity()).ifPresent(severity -> kept.add(finding.as(severity)));
        }
        return kept;
    }
}
