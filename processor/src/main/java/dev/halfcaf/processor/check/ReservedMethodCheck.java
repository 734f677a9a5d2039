package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;

/** The class leaves to the wrapper what the wrapper overrides. */
final class ReservedMethodCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        layer.reserved()
                .forEach(method -> report.add(
                        Code.RESERVED_METHOD,
                        method.place(),
                        method.display(),
                        layer.wrapper().simpleName()));
    }
}
