package dev.halfcaf.processor.plan;

import dev.halfcaf.processor.plan.ClassPlan.ChildField;
import dev.halfcaf.processor.plan.ClassPlan.ClassPolicy;
import dev.halfcaf.processor.plan.ClassPlan.Construction;
import dev.halfcaf.processor.plan.ClassPlan.Holding;
import dev.halfcaf.processor.plan.ClassPlan.MapEntry;
import dev.halfcaf.processor.plan.ClassPlan.VariableField;
import dev.halfcaf.processor.plan.ClassPlan.Warning;
import dev.halfcaf.processor.plan.Node.Use;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A class's plan as the text of a file, and back. */
final class Fragment {
    /** Of the layout of fragments and of the plan's JSON. One of another version is not read, but written anew. */
    static final int FORMAT = 1;

    private Fragment() {}

    // ---- writing

    static String write(ClassPlan plan) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("class", plan.name());
        if (plan.superclass() != null) {
            map.put("superclass", plan.superclass());
        }
        map.put("model", plan.model());
        map.put("annotated", plan.annotated());
        map.put("policy", policy(plan.policy()));
        map.put("constructors", plan.constructors());
        map.put("variables", plan.variables().stream().map(Fragment::variable).toList());
        map.put("children", plan.children().stream().map(Fragment::child).toList());
        map.put("nodes", plan.nodes().stream().map(Fragment::node).toList());
        map.put("warnings", plan.warnings().stream().map(Fragment::warning).toList());
        return Json.text(map);
    }

    private static Map<String, Object> policy(ClassPolicy policy) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", policy.name());
        map.put("where", policy.where());
        map.put("named", policy.named());
        map.put("lossScale", policy.lossScale());
        map.put("only", policy.only());
        map.put("map", policy.map().stream().map(Fragment::entry).toList());
        return map;
    }

    private static Map<String, Object> entry(MapEntry entry) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", entry.path());
        map.put("policy", entry.policy());
        return map;
    }

    private static Map<String, Object> variable(VariableField variable) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("field", variable.field());
        if (variable.shape() != null) {
            map.put("shape", variable.shape());
        }
        map.put("kept", dtype(variable.kept()));
        map.put("read", dtype(variable.read()));
        map.put("trained", variable.trained());
        map.put("line", variable.line());
        return map;
    }

    private static Map<String, Object> child(ChildField child) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("field", child.field());
        map.put("holding", child.holding().name().toLowerCase(Locale.ROOT));
        map.put("declared", child.declared());
        map.put("annotation", child.annotation());
        map.put("line", child.line());
        map.put(
                "constructions",
                child.constructions().stream().map(Fragment::construction).toList());
        return map;
    }

    private static Map<String, Object> construction(Construction made) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("class", made.type());
        map.put("count", made.count());
        map.put("key", made.key());
        map.put("policy", made.policy());
        map.put("where", made.where());
        map.put("arguments", made.arguments());
        return map;
    }

    private static Map<String, Object> node(Node node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", node.kind().text());
        map.put("method", node.method());
        map.put("label", node.label());
        map.put("line", node.line());
        map.put("dtype", dtype(node.dtype()));
        map.put("parameter", node.parameter());
        map.put("cast", node.cast());
        if (node.child() != null) {
            map.put("child", node.child());
        }
        map.put("uses", node.uses().stream().map(Fragment::use).toList());
        return map;
    }

    private static Map<String, Object> use(Use use) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("node", use.node());
        map.put("as", dtype(use.as()));
        map.put("into", use.into());
        return map;
    }

    private static Map<String, Object> warning(Warning warning) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", warning.code());
        map.put("text", warning.text());
        map.put("line", warning.line());
        return map;
    }

    private static Object dtype(PlanDtype dtype) {
        return dtype.byPolicy().isEmpty() ? dtype.name() : byPolicy(dtype);
    }

    private static Map<String, Object> byPolicy(PlanDtype dtype) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("words", dtype.name());
        map.put("under", dtype.byPolicy());
        return map;
    }

    // ---- reading

    /** The plan in a text; null if it is none, or one of another version. */
    static @Nullable ClassPlan read(String text) {
        try {
            Fields map = new Fields(JsonReader.read(text));
            if (map.number("format") != FORMAT) {
                return null;
            }
            return new ClassPlan(
                    map.text("class"),
                    map.optional("superclass"),
                    map.flag("model"),
                    map.flag("annotated"),
                    policy(map.fields("policy")),
                    map.list("constructors", Fragment::texts),
                    map.list("variables", value -> variable(new Fields(value))),
                    map.list("children", value -> child(new Fields(value))),
                    map.list("nodes", value -> node(new Fields(value))),
                    map.list("warnings", value -> warning(new Fields(value))));
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            return null;
        }
    }

    private static ClassPolicy policy(Fields map) {
        return new ClassPolicy(
                map.text("name"),
                map.text("where"),
                map.flag("named"),
                map.text("lossScale"),
                map.list("only", String.class::cast),
                map.list("map", value -> entry(new Fields(value))));
    }

    private static MapEntry entry(Fields map) {
        return new MapEntry(map.text("path"), map.text("policy"));
    }

    private static VariableField variable(Fields map) {
        return new VariableField(
                map.text("field"),
                map.has("shape") ? map.list("shape", String.class::cast) : null,
                map.dtype("kept"),
                map.dtype("read"),
                map.flag("trained"),
                map.number("line"));
    }

    private static ChildField child(Fields map) {
        return new ChildField(
                map.text("field"),
                Holding.valueOf(map.text("holding").toUpperCase(Locale.ROOT)),
                map.text("declared"),
                map.text("annotation"),
                map.number("line"),
                map.list("constructions", value -> construction(new Fields(value))));
    }

    private static Construction construction(Fields map) {
        return new Construction(
                map.text("class"),
                map.number("count"),
                map.text("key"),
                map.text("policy"),
                map.text("where"),
                map.list("arguments", String.class::cast));
    }

    private static Node node(Fields map) {
        return new Node(
                Node.Kind.valueOf(map.text("kind").toUpperCase(Locale.ROOT)),
                map.text("method"),
                map.text("label"),
                map.number("line"),
                map.dtype("dtype"),
                map.number("parameter"),
                map.flag("cast"),
                map.optional("child"),
                map.list("uses", value -> use(new Fields(value))));
    }

    private static Use use(Fields map) {
        return new Use(map.number("node"), map.dtype("as"), map.number("into"));
    }

    private static Warning warning(Fields map) {
        return new Warning(map.text("code"), map.text("text"), map.number("line"));
    }

    private static List<String> texts(Object value) {
        return ((List<?>) value).stream().map(String.class::cast).toList();
    }

    /** The fields of a JSON object. One that is missing, or of another type, throws. */
    private static final class Fields {
        private final Map<?, ?> map;

        Fields(Object value) {
            this.map = (Map<?, ?>) value;
        }

        boolean has(String name) {
            return map.containsKey(name);
        }

        Object get(String name) {
            Object value = map.get(name);
            if (value == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return value;
        }

        String text(String name) {
            return (String) get(name);
        }

        @Nullable
        String optional(String name) {
            return has(name) ? text(name) : null;
        }

        boolean flag(String name) {
            return (Boolean) get(name);
        }

        int number(String name) {
            return (Integer) get(name);
        }

        Fields fields(String name) {
            return new Fields(get(name));
        }

        <T> List<T> list(String name, Function<Object, T> element) {
            return ((List<?>) get(name)).stream().map(element::apply).toList();
        }

        PlanDtype dtype(String name) {
            Object value = get(name);
            if (value instanceof String text) {
                return PlanDtype.of(text);
            }
            Fields each = new Fields(value);
            Map<String, String> byPolicy = new LinkedHashMap<>();
            ((Map<?, ?>) each.get("under")).forEach((policy, dtype) -> byPolicy.put((String) policy, (String) dtype));
            return new PlanDtype(each.text("words"), byPolicy);
        }
    }
}
