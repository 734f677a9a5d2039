package dev.halfcaf.processor.check;

import dev.halfcaf.Dtype;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.ArrayList;
import java.util.List;

/** Variables that are trained are kept in a floating dtype, and not in a half one unless that is meant. */
final class TrainedDtypeCheck implements Check {
    private static final int NAMED_IN_A_MESSAGE = 3;

    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        List<String> own = own(layer);
        if (!own.isEmpty()) {
            for (ResolvedPolicy resolved : KnownPolicies.of(layer)) {
                if (!resolved.policy().variableDtype().isFloating()) {
                    report.add(
                            Code.INTEGER_POLICY,
                            layer.annotation().policyPlace(),
                            layer.simpleName(),
                            resolved.policy().name(),
                            resolved.where(),
                            display(own));
                    return;
                }
            }
        }
        ResolvedPolicy resolved = layer.policy().resolved();
        List<String> all = new ArrayList<>(own);
        all.addAll(below(layer));
        if (resolved != null && resolved.policy().variableDtype().isHalf() && !all.isEmpty()) {
            Dtype half = resolved.policy().variableDtype();
            report.add(
                    Code.PURE_HALF,
                    layer.annotation().policyPlace(),
                    layer.simpleName(),
                    half.toString(),
                    resolved.where(),
                    display(all),
                    "mixed_" + half);
        }
    }

    private static List<String> own(LayerDescription layer) {
        return layer.members().stream()
                .filter(MemberDescription::isTrained)
                .map(MemberDescription::name)
                .toList();
    }

    /** Variables of layers in its fields that take its policy. (By their constructor they may have another.) */
    private static List<String> below(LayerDescription layer) {
        List<String> below = new ArrayList<>();
        for (MemberDescription member : layer.members()) {
            if (member.held() != null && member.annotation() == null) {
                member.held().trained().forEach(path -> below.add(member.name() + "/" + path));
            }
        }
        return below;
    }

    private static String display(List<String> names) {
        return names.size() <= NAMED_IN_A_MESSAGE
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED_IN_A_MESSAGE)) + " and "
                        + (names.size() - NAMED_IN_A_MESSAGE) + " more";
    }
}
