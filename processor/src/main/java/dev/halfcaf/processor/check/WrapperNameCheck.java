package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;

/** Nothing else has the wrapper's name. */
final class WrapperNameCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        String taken = layer.surroundings().wrapperTaken();
        if (!report.hasErrors() && taken != null && !layer.shape().isBase()) {
            report.add(Code.NAME_CLASH, layer.place(), layer.wrapper().simpleName(), taken);
        }
    }
}
