package dev.halfcaf.processor.check;

import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.read.TrainedVariables;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.ArrayList;
import java.util.List;

/** Variables that are trained are kept in a floating dtype, and not in a half one unless that is meant. */
final class TrainedDtypeCheck implements Check {
    static final String OF_VARIABLES = "mark the field @NonTrainable, or @Int64 for a counter";
    private static final String OF_LAYERS = "@DtypePolicy(\"float32\") on the field of the layer";

    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        List<String> own = own(layer);
        List<String> all = new ArrayList<>(own);
        all.addAll(below(layer));
        if (all.isEmpty()) {
            return;
        }
        for (ResolvedPolicy resolved : KnownPolicies.of(layer)) {
            if (!resolved.policy().variableDtype().isFloating()) {
                report.add(
                        Code.INTEGER_POLICY,
                        layer.annotation().policyPlace(),
                        layer.simpleName(),
                        resolved.policy().name(),
                        resolved.where(),
                        TrainedVariables.display(own.isEmpty() ? all : own),
                        own.isEmpty() ? OF_LAYERS : OF_VARIABLES);
                return;
            }
        }
        ResolvedPolicy resolved = layer.policy().resolved();
        if (resolved != null && resolved.policy().variableDtype().isHalf()) {
            Policy policy = resolved.policy();
            Dtype half = policy.variableDtype();
            report.add(
                    Code.PURE_HALF,
                    layer.annotation().policyPlace(),
                    layer.simpleName(),
                    half == policy.computeDtype() ? "pure " + half : half.toString(),
                    resolved.where(),
                    TrainedVariables.display(all),
                    Policy.of(Dtype.FLOAT32, policy.computeDtype(), policy.outputDtype())
                            .name(),
                    policy.computeDtype().toString(),
                    policy.name());
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
            boolean takesIt = member.annotation() == null && !layer.policy().mapMayReach(member.name());
            if (member.held() != null && takesIt) {
                member.held().trained().forEach(path -> below.add(member.name() + "/" + path));
            }
        }
        return below;
    }
}
