package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;

/** Nothing is left for the wrapper to implement; a class that itself declares what is left has none. */
final class AbstractMethodCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        if (layer.shape().isBase()) {
            return;
        }
        layer.unimplemented()
                .forEach(method -> report.add(
                        Code.ABSTRACT_METHOD,
                        method.place(),
                        method.display(),
                        method.declaredIn(),
                        layer.wrapper().simpleName(),
                        layer.simpleName()));
    }
}
