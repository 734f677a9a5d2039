package dev.halfcaf.processor.plan;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.plan.PlacedLayer.Cast;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedNode;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedVariable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plan as JSON, for tools: all that the text has, with the places, and with what goes where. */
final class JsonPlan {
    private JsonPlan() {}

    static String write(Plan plan) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", Fragment.FORMAT);
        map.put("classes", plan.placed().map(top -> top(plan, top)).toList());
        return Json.text(map);
    }

    private static Map<String, Object> top(Plan plan, PlacedLayer top) {
        ClassPlan type = plan.find(top.className());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class", top.className());
        map.put("model", type != null && type.model());
        map.put("bare", type != null && !type.policy().named());
        if (!top.lossScale().isEmpty()) {
            map.put("lossScale", top.lossScale());
        }
        map.put("layers", top.all().map(JsonPlan::layer).toList());
        return map;
    }

    private static Map<String, Object> layer(PlacedLayer layer) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", layer.path());
        if (!layer.times().isEmpty()) {
            map.put("times", layer.times());
        }
        map.put("class", layer.className());
        map.put("known", layer.known());
        map.put("policy", layer.policy());
        map.put("origin", layer.where());
        map.put("variables", layer.variables().stream().map(JsonPlan::variable).toList());
        map.put("nodes", layer.nodes().stream().map(JsonPlan::node).toList());
        map.put("casts", layer.casts().stream().map(JsonPlan::cast).toList());
        map.put(
                "warnings",
                layer.warnings().stream()
                        .map(warning -> Map.of("code", warning.code(), "text", warning.text(), "at", warning.place()))
                        .map(JsonPlan::sorted)
                        .toList());
        return map;
    }

    /** {@code Map.of} has an order of its own in each run. */
    private static Map<String, Object> sorted(Map<String, String> map) {
        return new TreeMap<>(map);
    }

    private static Map<String, Object> variable(PlacedVariable variable) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", variable.name());
        if (!variable.shape().isEmpty()) {
            map.put("shape", variable.shape());
        }
        map.put("kept", variable.kept());
        map.put("read", variable.read());
        map.put("trained", variable.trained());
        map.put("at", variable.place());
        return map;
    }

    private static Map<String, Object> node(PlacedNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", node.kind().text());
        if (!node.method().isEmpty()) {
            map.put("method", node.method());
        }
        map.put("label", node.label());
        map.put("dtype", node.dtype());
        map.put("at", node.place());
        if (!node.child().isEmpty()) {
            map.put("field", node.child());
        }
        map.put(
                "uses",
                node.uses().stream()
                        .map(use -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("node", use.node());
                            one.put("as", use.as());
                            return one;
                        })
                        .toList());
        return map;
    }

    private static Map<String, Object> cast(Cast cast) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", cast.kind().text());
        map.put("what", cast.what());
        map.put("from", cast.from());
        map.put("to", cast.to());
        map.put("bytes", bytes(cast));
        map.put("at", cast.place());
        return map;
    }

    private static List<Integer> bytes(Cast cast) {
        Dtype from = PlanDtype.parse(cast.from());
        Dtype to = PlanDtype.parse(cast.to());
        return from == null || to == null ? List.of() : List.of(from.bytes(), to.bytes());
    }
}
