package dev.halfcaf.processor.check;

import dev.halfcaf.Dtype;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;

/** A variable that is declared in a floating dtype is kept in it under each policy that the build knows. */
final class VariableDtypeCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        for (MemberDescription member : layer.members()) {
            if (member.holding().holdsVariables()
                    && member.dtypes().size() == 1
                    && member.dtypes().get(0).isFloating()) {
                check(member, member.dtypes().get(0), layer, report);
            }
        }
    }

    private static void check(MemberDescription member, Dtype declared, LayerDescription layer, Report.Builder report) {
        for (ResolvedPolicy resolved : KnownPolicies.of(layer)) {
            Dtype kept = resolved.policy().variableDtype();
            if (kept != declared && kept.isFloating()) {
                report.add(
                        Code.VARIABLE_DTYPE,
                        member.place(),
                        member.name(),
                        declared.toString(),
                        layer.simpleName(),
                        resolved.policy().name(),
                        resolved.where(),
                        kept.toString());
                return;
            }
        }
    }
}
