package dev.halfcaf.processor.check;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The qualifiers of a variable's field name one dtype at most. */
final class VariableQualifierCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        for (MemberDescription member : layer.members()) {
            if (member.holding().holdsVariables()
                    && (member.dtypes().size() > 1 || !member.vagueQualifiers().isEmpty())) {
                report.add(Code.NO_SINGLE_DTYPE, member.place(), member.name(), String.join(" ", qualifiers(member)));
            }
        }
    }

    private static List<String> qualifiers(MemberDescription member) {
        List<String> qualifiers = new ArrayList<>();
        member.dtypes().forEach(dtype -> qualifiers.add(annotation(dtype)));
        member.vagueQualifiers().forEach(vague -> qualifiers.add("@" + vague));
        return qualifiers;
    }

    private static String annotation(Dtype dtype) {
        return dtype == Dtype.BFLOAT16
                ? "@BFloat16"
                : "@" + dtype.name().charAt(0) + dtype.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
