package dev.halfcaf.processor.check;

import dev.halfcaf.LossScaling;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.describe.TextValue;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import org.jspecify.annotations.Nullable;

/** A loss scale is one, and stands where it is used. */
final class LossScaleCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        check(layer.annotation(), layer.shape().isModel() ? null : layer.simpleName() + " is no Model", report);
    }

    /** With the reason why nothing uses it there, or null. */
    static void check(PolicyAnnotation annotation, @Nullable String unused, Report.Builder report) {
        TextValue lossScale = annotation.lossScale();
        if (lossScale == null || lossScale.text().equals("auto")) {
            return;
        }
        try {
            LossScaling.parse(lossScale.text());
            if (unused != null) {
                report.add(Code.IGNORED_LOSS_SCALE, lossScale.place(), lossScale.text(), unused);
            }
        } catch (IllegalArgumentException e) {
            report.add(Code.ILLEGAL_LOSS_SCALE, lossScale.place(), String.valueOf(e.getMessage()));
        }
    }
}
