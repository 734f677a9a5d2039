package dev.halfcaf.processor.check;

import dev.halfcaf.processor.describe.ConstructorDescription;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.ArrayList;
import java.util.List;

/** There is a constructor that the wrapper can call, and room for the ones that it adds. */
final class ConstructorCheck implements Check {
    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        if (layer.shape().isBase()) {
            return;
        }
        if (layer.constructors().isEmpty()) {
            report.add(
                    Code.PRIVATE_CONSTRUCTOR,
                    layer.place(),
                    layer.simpleName(),
                    layer.wrapper().simpleName());
        }
        for (ConstructorDescription constructor : layer.constructors()) {
            AccessibleTypes.require(
                    constructor.signature(), display(layer, constructor), constructor.place(), layer, report);
            if (!layer.policy().named()) {
                requireRoom(layer, constructor, report);
            }
        }
    }

    private static void requireRoom(LayerDescription layer, ConstructorDescription constructor, Report.Builder report) {
        List<String> withPolicy = new ArrayList<>(constructor.signature().erasure());
        withPolicy.add("dev.halfcaf.Policy");
        for (ConstructorDescription other : layer.constructors()) {
            if (other.signature().erasure().equals(withPolicy)) {
                report.add(Code.CONSTRUCTOR_CLASH, other.place(), display(layer, constructor), display(layer, other));
            }
        }
    }

    private static String display(LayerDescription layer, ConstructorDescription constructor) {
        return constructor.signature().display(layer.simpleName());
    }
}
