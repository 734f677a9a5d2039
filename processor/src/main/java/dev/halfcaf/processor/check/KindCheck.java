package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import javax.lang.model.element.ElementKind;

/** The annotation stands on a class that extends {@code Layer}. */
final class KindCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        ElementKind kind = layer.shape().kind();
        if (kind != ElementKind.CLASS) {
            report.add(Code.NOT_A_CLASS, layer.annotation().place(), layer.simpleName(), display(kind));
        } else if (!layer.shape().isLayer()) {
            report.add(Code.NOT_A_LAYER, layer.place(), layer.simpleName());
        }
    }

    private static String display(ElementKind kind) {
        return switch (kind) {
            case INTERFACE -> "an interface";
            case ENUM -> "an enum";
            case RECORD -> "a record";
            case ANNOTATION_TYPE -> "an annotation type";
            default -> "no class";
        };
    }
}
