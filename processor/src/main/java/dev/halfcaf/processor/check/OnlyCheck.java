package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;

/** {@code only} stands on a class that takes its policy from its surroundings. */
final class OnlyCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        if (layer.policy().named()) {
            check(layer.annotation(), "the policy of " + layer.simpleName() + " is named", report);
        }
    }

    static void check(PolicyAnnotation annotation, String why, Report.Builder report) {
        if (!annotation.only().isEmpty()) {
            report.add(Code.IGNORED_ONLY, annotation.only().get(0).place(), why);
        }
    }
}
