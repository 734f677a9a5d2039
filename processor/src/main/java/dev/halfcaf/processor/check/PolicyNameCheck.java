package dev.halfcaf.processor.check;

import dev.halfcaf.Policy;
import dev.halfcaf.UnknownPolicyException;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.describe.TextValue;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Place;
import dev.halfcaf.processor.report.Report;
import org.jspecify.annotations.Nullable;

/** Names of policies are names of policies. */
final class PolicyNameCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        check(layer.annotation(), report);
    }

    static void check(PolicyAnnotation annotation, Report.Builder report) {
        if (annotation.policy() != null) {
            check(annotation.policy(), report);
        }
        annotation.only().forEach(name -> check(name, report));
    }

    static void check(TextValue name, Report.Builder report) {
        try {
            Policy.of(name.text());
        } catch (UnknownPolicyException e) {
            report(e, "", name.place(), report);
        }
    }

    /** The message is the one that run time gives, in parts. */
    static void report(UnknownPolicyException e, String where, @Nullable Place place, Report.Builder report) {
        report.add(Code.UNKNOWN_POLICY, place, where + e.problem(), e.choice());
    }
}
