package dev.halfcaf.processor.plan;

import dev.halfcaf.Policy;
import dev.halfcaf.processor.plan.Node.Kind;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedNode;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedVariable;
import dev.halfcaf.processor.read.PolicyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plan as one page, which needs nothing else: no network, no fonts, and a script for its search only. */
final class PlanPage {
    /** A model of more layers is drawn without what is inside of them; its table has that. */
    private static final int MOST_FRAMES = 40;

    /** Of a bare model of more layers, only the drawing in terms of its policy is there. */
    private static final int MOST_LAYERS_UNDER_EACH_POLICY = 80;

    private final Plan plan;
    private final StringBuilder out = new StringBuilder();
    private int sections;

    private PlanPage(Plan plan) {
        this.plan = plan;
    }

    static String write(Plan plan) {
        PlanPage page = new PlanPage(plan);
        page.page();
        return page.out.toString();
    }

    private void page() {
        List<PlacedLayer> all = plan.placed().toList();
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<title>Dtype plan</title>\n<style>\n")
                .append(resource("page.css"))
                .append(Palette.css())
                .append("</style>\n</head>\n<body>\n<header>\n<h1>Dtype plan</h1>\n")
                .append("<label>Search <input id=\"search\" type=\"search\" autocomplete=\"off\"")
                .append(" placeholder=\"layer, class, dtype\"></label>\n")
                .append("<output id=\"found\" for=\"search\"></output>\n");
        legend();
        out.append("</header>\n<main>\n");
        if (all.isEmpty()) {
            out.append("<p>This build has no annotated layers.</p>\n");
        }
        all.stream().filter(PlacedLayer::model).forEach(this::model);
        List<PlacedLayer> layers = all.stream().filter(top -> !top.model()).toList();
        if (!layers.isEmpty()) {
            out.append("<h2>Layer classes</h2>\n");
            layers.forEach(this::layerClass);
        }
        out.append("</main>\n<script>\n").append(resource("page.js")).append("</script>\n</body>\n</html>\n");
    }

    private void legend() {
        out.append("<ul class=\"legend\" aria-label=\"Colours\">");
        for (Palette one : Palette.values()) {
            out.append("<li class=\"")
                    .append(one.style())
                    .append("\">")
                    .append(Html.escaped(one.text()))
                    .append("</li>");
        }
        out.append("<li class=\"d-other on-edge\">a \u2192 b: cast</li></ul>\n");
    }

    // ---- sections

    private void model(PlacedLayer top) {
        heading("h2", top);
        Map<String, PlacedLayer> panels = panels(top);
        String name = "s" + sections++;
        out.append("<div class=\"tabs\">\n");
        if (panels.size() > 1) {
            int number = 0;
            for (String label : panels.keySet()) {
                String id = name + "-" + number;
                out.append("<input type=\"radio\" name=\"")
                        .append(name)
                        .append("\" id=\"")
                        .append(id)
                        .append(number == 0 ? "\" checked>" : "\">")
                        .append("<label for=\"")
                        .append(id)
                        .append("\">")
                        .append(Html.escaped(label))
                        .append("</label>\n");
                number++;
            }
        }
        panels.forEach((label, layer) -> {
            out.append(panels.size() > 1 ? "<div class=\"panel\">\n" : "<div>\n");
            figure(layer, layer.all().count() <= MOST_FRAMES);
            table(layer.all().toList());
            out.append("</div>\n");
        });
        out.append("</div>\n");
    }

    /** A bare model is drawn in terms of its policy, and as it is under each that it may have. */
    private Map<String, PlacedLayer> panels(PlacedLayer top) {
        Map<String, PlacedLayer> panels = new LinkedHashMap<>();
        panels.put(top.policy().isEmpty() ? "any policy" : top.policy(), top);
        ClassPlan type = plan.find(top.className());
        if (type != null && !type.policy().named() && top.all().count() <= MOST_LAYERS_UNDER_EACH_POLICY) {
            for (Policy policy : policies(type)) {
                panels.putIfAbsent(policy.name(), plan.under(type, policy));
            }
        }
        return panels;
    }

    private static List<Policy> policies(ClassPlan type) {
        List<String> names = type.policy().only().isEmpty()
                ? List.of("mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float32", "float64")
                : type.policy().only();
        List<Policy> policies = new ArrayList<>();
        for (String name : names) {
            @Nullable Policy policy = PolicyReader.of(name);
            if (policy != null) {
                policies.add(policy);
            }
        }
        return policies;
    }

    private void layerClass(PlacedLayer top) {
        out.append("<details>\n<summary>").append(Html.escaped(top.className())).append("</summary>\n");
        heading("h3", top);
        figure(top, false);
        table(List.of(top));
        out.append("</details>\n");
    }

    private void heading(String tag, PlacedLayer top) {
        out.append('<')
                .append(tag)
                .append('>')
                .append(Html.escaped(top.className()))
                .append("</")
                .append(tag)
                .append(">\n<p>Policy: ")
                .append(Html.escaped(top.policyText()))
                .append(top.lossScale().isEmpty() ? "" : "; " + Html.escaped(top.lossScale()))
                .append("</p>\n");
    }

    private void figure(PlacedLayer layer, boolean frames) {
        Drawing drawing = Drawing.of(layer, frames);
        if (!drawing.shapes().isEmpty()) {
            out.append("<div class=\"figure\" tabindex=\"0\">")
                    .append(Svg.write(drawing, "Data flow of " + layer.className()))
                    .append("</div>\n");
        }
    }

    // ---- the table

    private void table(List<PlacedLayer> layers) {
        out.append("<div class=\"scroll\"><table>\n<thead><tr><th>Layer</th><th>Policy</th><th>Inputs</th>"
                + "<th>Variables</th><th>Output</th><th>Casts</th><th>Warnings</th></tr></thead>\n<tbody>\n");
        for (PlacedLayer layer : layers) {
            out.append("<tr><th>")
                    .append(Html.escaped(layer.path().isEmpty() ? "(the whole)" : layer.path()))
                    .append("<small>")
                    .append(Html.escaped(layer.className() + (layer.times().isEmpty() ? "" : ", " + layer.times())))
                    .append(layer.known() ? "" : "<br>not part of this build")
                    .append("</small></th>");
            cell(List.of(layer.policyText()), Html::escaped);
            cell(nodes(layer, Kind.INPUT), PlanPage::dtype);
            cell(layer.variables(), PlanPage::variable);
            cell(nodes(layer, Kind.OUTPUT), node -> chip(node.dtype()));
            cell(
                    layer.casts(),
                    cast -> Html.escaped(TextPlan.text(cast)) + "<small>" + Html.escaped(cast.place()) + "</small>");
            cell(
                    layer.warnings(),
                    warning -> Html.escaped(warning.code() + ": " + warning.text()) + "<small>"
                            + Html.escaped(warning.place()) + "</small>");
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table></div>\n");
    }

    private static List<PlacedNode> nodes(PlacedLayer layer, Kind kind) {
        return layer.nodes().stream()
                .filter(node -> node.kind() == kind && node.method().equals(BodyReader.FORWARD))
                .toList();
    }

    private static String dtype(PlacedNode node) {
        return Html.escaped(node.label()) + " " + chip(node.dtype());
    }

    private static String variable(PlacedVariable variable) {
        return Html.escaped(variable.name() + (variable.shape().isEmpty() ? "" : " " + variable.shape()))
                + " "
                + chip(variable.kept())
                + (variable.read().equals(variable.kept()) ? "" : " read in " + chip(variable.read()))
                + (variable.trained() ? "" : " not trained");
    }

    private static String chip(String dtype) {
        return "<span class=\"chip " + Palette.of(dtype).style() + "\">" + Html.escaped(dtype) + "</span>";
    }

    private <T> void cell(List<T> values, Function<T, String> html) {
        out.append("<td>")
                .append(values.stream().map(html).collect(Collectors.joining("<br>")))
                .append("</td>");
    }

    private static String resource(String name) {
        try (InputStream in = PlanPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the processor's jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
