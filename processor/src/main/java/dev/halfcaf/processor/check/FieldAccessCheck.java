package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.Holding;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import javax.lang.model.element.Modifier;

/** The wrapper can read each field that holds variables or layers, and give each of them a name. */
final class FieldAccessCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        layer.members().forEach(member -> check(member, layer, report));
    }

    private static void check(MemberDescription member, LayerDescription layer, Report.Builder report) {
        String held = member.holding().display();
        String wrapper = layer.wrapper().simpleName();
        Holding.Unsupported unsupported = member.holding().unsupported();
        if (member.modifiers().contains(Modifier.STATIC)) {
            report.add(Code.STATIC_MEMBER, member.place(), member.name(), held);
        } else if (unsupported != null) {
            report.add(
                    Code.UNSUPPORTED_CONTAINER,
                    member.place(),
                    member.name(),
                    member.holding().display(),
                    unsupported.type());
        } else if (member.modifiers().contains(Modifier.PRIVATE) || member.isForeign()) {
            boolean inherited = !member.declaredIn().equals(layer.name().canonicalName());
            report.add(
                    Code.INACCESSIBLE_FIELD,
                    member.place(),
                    inherited ? member.declaredIn() + "." + member.name() : member.name(),
                    held,
                    member.isForeign() ? "package-private in another package" : "private",
                    wrapper,
                    member.elsewhere() ? "protected" : "package-private");
        } else if (member.hiddenBy() != null) {
            report.add(
                    Code.HIDDEN_FIELD,
                    member.place(),
                    member.name(),
                    member.hiddenBy(),
                    simpleName(member.declaredIn()));
        }
    }

    private static String simpleName(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }
}
