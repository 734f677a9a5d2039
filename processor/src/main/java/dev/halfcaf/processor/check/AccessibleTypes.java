package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.Signature;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Place;
import dev.halfcaf.processor.report.Report;

/** What generated code repeats names only types that it can see. */
final class AccessibleTypes {
    private AccessibleTypes() {}

    static void require(
            Signature signature, String display, Place place, LayerDescription layer, Report.Builder report) {
        if (!signature.inaccessible().isEmpty()) {
            report.add(
                    Code.INACCESSIBLE_TYPE,
                    place,
                    display,
                    signature.inaccessible().get(0),
                    layer.wrapper().simpleName());
        }
    }
}
