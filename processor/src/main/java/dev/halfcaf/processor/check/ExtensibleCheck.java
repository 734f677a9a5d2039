package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.ClassShape;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import javax.lang.model.element.Modifier;

/** A class in a file of its own, in the same package, can extend the class, and nobody else makes objects of it. */
final class ExtensibleCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        if (report.hasErrors()) {
            return;
        }
        ClassShape shape = layer.shape();
        String name = layer.simpleName();
        String wrapper = layer.wrapper().simpleName();
        if (shape.privateClass() != null) {
            report.add(Code.PRIVATE_CLASS, layer.place(), name, wrapper, shape.privateClass());
        } else if (shape.enclosing() != null && !shape.is(Modifier.STATIC)) {
            report.add(Code.INNER_CLASS, layer.place(), name, shape.enclosing());
        } else if (shape.is(Modifier.FINAL)) {
            report.add(Code.FINAL_CLASS, layer.place(), name, wrapper);
        } else if (!shape.is(Modifier.ABSTRACT)) {
            report.add(Code.NOT_ABSTRACT, layer.place(), name, wrapper);
        } else if (shape.is(Modifier.SEALED)
                && !shape.isBase()
                && !shape.permits().contains(wrapper)) {
            report.add(Code.SEALED_CLASS, layer.place(), name, wrapper);
        }
    }
}
