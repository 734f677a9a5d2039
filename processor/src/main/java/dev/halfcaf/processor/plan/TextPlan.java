package dev.halfcaf.processor.plan;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.plan.PlacedLayer.Cast;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedNode;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedVariable;
import java.util.stream.Stream;

/**
 * The plan as text: a block for each layer at each place, a line for each fact. No line numbers are in it, and no numbers of
 * other things: what a line says changes only when that fact does.
 */
final class TextPlan {
    private final StringBuilder out = new StringBuilder();

    private TextPlan() {}

    static String write(Plan plan) {
        TextPlan text = new TextPlan();
        text.line("# The dtype plan of this build, by Halfcaf. Format " + Fragment.FORMAT + ".");
        plan.placed().forEach(text::tree);
        return text.out.toString();
    }

    /** A class's layers at their places; of a class that is no model, only itself: models show what it holds. */
    private void tree(PlacedLayer top) {
        (top.model() ? top.all() : Stream.of(top)).forEach(layer -> block(top, layer));
    }

    private void block(PlacedLayer top, PlacedLayer layer) {
        line("");
        boolean isTop = layer == top;
        line(top.className() + (isTop ? "" : " " + held(layer)));
        fact("policy", layer.policyText() + (layer.lossScale().isEmpty() ? "" : ", " + layer.lossScale()));
        if (!layer.known()) {
            fact("elsewhere", "its class is not part of this build");
        }
        layer.variables().forEach(variable -> fact("variable", text(variable)));
        layer.nodes().stream()
                .filter(node -> node.kind() != Node.Kind.VARIABLE && node.kind() != Node.Kind.VALUE)
                .forEach(node -> fact(node.method(), text(node)));
        layer.casts().forEach(cast -> fact("cast", text(cast)));
        if (!top.model()) {
            layer.children().forEach(child -> fact("holds", text(child)));
        }
        layer.warnings().forEach(warning -> fact("warning", warning.code() + ": " + warning.text()));
    }

    private static String text(PlacedLayer child) {
        return held(child) + ", policy " + child.policyText();
    }

    private static String held(PlacedLayer layer) {
        return layer.path() + ": " + (layer.className().isEmpty() ? "a layer" : layer.className())
                + (layer.times().isEmpty() ? "" : ", " + layer.times());
    }

    private static String text(PlacedVariable variable) {
        return variable.name()
                + (variable.shape().isEmpty() ? "" : " " + variable.shape())
                + ": " + variable.kept()
                + (variable.read().equals(variable.kept()) ? "" : ", read in " + variable.read())
                + (variable.trained() ? "" : ", not trained");
    }

    private static String text(PlacedNode node) {
        String kind = switch (node.kind()) {
            case INPUT -> "input ";
            case LAYER -> "layer ";
            default -> "";
        };
        return kind + node.label() + ": " + node.dtype();
    }

    /** {@code kernel: float32 to float16, 4 to 2 bytes an element}. */
    static String text(Cast cast) {
        String what = switch (cast.kind()) {
            case INPUT -> "input " + cast.what();
            case VARIABLE -> "variable " + cast.what();
            case LOSS -> cast.what() + " for the loss";
            case CODE, STORE, OUTPUT -> cast.what();
        };
        return what + ": " + cast.from() + " to " + cast.to() + bytes(cast);
    }

    private static String bytes(Cast cast) {
        Dtype from = PlanDtype.parse(cast.from());
        Dtype to = PlanDtype.parse(cast.to());
        return from == null || to == null ? "" : ", " + from.bytes() + " to " + to.bytes() + " bytes an element";
    }

    private void fact(String key, String value) {
        line("  " + key + ": " + value);
    }

    /** A line stays one, whatever users write into their strings. */
    private void line(String text) {
        out.append(text.replaceAll("\\p{Cntrl}", " ")).append('\n');
    }
}
