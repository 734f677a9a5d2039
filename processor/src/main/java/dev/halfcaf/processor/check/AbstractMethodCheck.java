package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;

/** Nothing is left for the wrapper to implement. */
final class AbstractMethodCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        layer.unimplemented()
                .forEach(method -> report.add(
                        Code.ABSTRACT_METHOD,
                        method.place(),
                        method.display(),
                        method.declaredIn(),
                        layer.wrapper().simpleName()));
    }
}
