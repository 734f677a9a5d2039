package dev.halfcaf.processor.plan;

import dev.halfcaf.Policy;
import dev.halfcaf.processor.plan.ClassPlan.ChildField;
import dev.halfcaf.processor.plan.ClassPlan.ClassPolicy;
import dev.halfcaf.processor.plan.ClassPlan.Construction;
import dev.halfcaf.processor.plan.ClassPlan.Holding;
import dev.halfcaf.processor.plan.ClassPlan.VariableField;
import dev.halfcaf.processor.plan.Node.Kind;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedNode;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedUse;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedVariable;
import dev.halfcaf.processor.plan.PlacedLayer.PlacedWarning;
import dev.halfcaf.processor.read.PolicyReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts classes into their places: a model, the layers that it holds, those that they hold, each under its policy. */
final class Expansion {
    static final String ANY_FLOATING = "any floating dtype";

    private static final int MOST_ALONE = 256;

    private final Plan plan;
    private final @Nullable Policy assumed;
    private final Deque<String> around = new ArrayDeque<>();

    /**
     * An expansion.
     *
     * @param assumed the policy of a bare class at the top; null for what the build knows of it
     */
    Expansion(Plan plan, @Nullable Policy assumed) {
        this.plan = plan;
        this.assumed = assumed;
    }

    /**
     * Where a layer is put.
     *
     * @param policy its policy; null where only a run tells
     * @param where in words, where the policy comes from
     * @param arguments what its constructor gets
     * @param maps the policy maps in force below it, the innermost first
     * @param incoming for each parameter the dtypes that come in; null at the top, where any may
     */
    private record Place(
            String className,
            String path,
            String field,
            String times,
            @Nullable Policy policy,
            String where,
            List<String> arguments,
            List<PlacedPolicy.InForce> maps,
            @Nullable Map<Integer, Set<String>> incoming) {}

    /** A class at the top. */
    PlacedLayer of(ClassPlan top) {
        ClassPolicy own = top.policy();
        Policy policy = assumed != null && !own.named() ? assumed : PolicyReader.of(own.name());
        String where = assumed != null && !own.named()
                ? "assumed"
                : own.where().isEmpty() ? only("its surroundings", own.only()) : own.where();
        return layer(
                top,
                new Place(
                        top.name(),
                        "",
                        "",
                        "",
                        policy,
                        where,
                        List.of(),
                        PlacedPolicy.below(top, "", List.of()),
                        null));
    }

    private static String only(String words, List<String> only) {
        return only.isEmpty() ? words : words + ": " + String.join(" or ", only);
    }

    private PlacedLayer layer(ClassPlan type, Place place) {
        around.push(type.name());
        Members members = new Members(plan.chain(type));
        List<PlacedNode> nodes = members.nodes(place.policy());
        List<PlacedVariable> variables = new ArrayList<>();
        members.variables.forEach((variable, owner) -> variables.add(variable(variable, owner, type, place)));
        List<PlacedLayer> children = new ArrayList<>();
        for (ChildField child : members.children) {
            children.addAll(children(child, type, place, members));
        }
        List<PlacedWarning> warnings = new ArrayList<>();
        for (ClassPlan one : plan.chain(type)) {
            one.warnings()
                    .forEach(warning -> warnings.add(
                            new PlacedWarning(warning.code(), warning.text(), one.name() + ":" + warning.line())));
        }
        around.pop();
        return new PlacedLayer(
                place.path(),
                place.field(),
                place.times(),
                type.name(),
                place.policy() == null ? "" : place.policy().name(),
                place.where(),
                place.path().isEmpty() ? type.policy().lossScale() : "",
                true,
                type.model(),
                variables,
                nodes,
                new Casts(members.all(), nodes, variables, place.incoming(), place.policy()).all(),
                children,
                warnings);
    }

    private static PlacedVariable variable(VariableField variable, ClassPlan owner, ClassPlan type, Place place) {
        Map<String, String> known = owner.equals(type) ? arguments(type, place.arguments()) : Map.of();
        List<String> shape = variable.shape();
        return new PlacedVariable(
                variable.field(),
                shape == null
                        ? ""
                        : "("
                                + String.join(
                                        ", ",
                                        shape.stream()
                                                .map(one -> known.getOrDefault(one, one))
                                                .toList())
                                + ")",
                variable.kept().under(place.policy()),
                variable.read().under(place.policy()),
                variable.trained(),
                owner.name() + ":" + variable.line());
    }

    /** What constructor parameters stand for; a wrapper's constructor has those of its class, and may have a policy behind. */
    private static Map<String, String> arguments(ClassPlan type, List<String> given) {
        Map<String, String> known = new HashMap<>();
        List<List<String>> fitting = type.constructors().stream()
                .filter(one -> one.size() == given.size())
                .toList();
        if (fitting.size() == 1) {
            for (int i = 0; i < given.size(); i++) {
                known.put(fitting.get(0).get(i), given.get(i));
            }
        }
        return known;
    }

    // ---- layers below

    private List<PlacedLayer> children(ChildField field, ClassPlan owner, Place place, Members members) {
        List<Construction> made = field.constructions();
        if (field.holding() == Holding.ONE && made.size() > 1) {
            // One of several: only what they have in common is known.
            boolean samePolicy =
                    made.stream().map(Construction::policy).distinct().count() == 1;
            boolean sameType = made.stream().map(Construction::type).distinct().count() == 1;
            made = List.of(new Construction(
                    sameType ? made.get(0).type() : field.declared(),
                    1,
                    "",
                    samePolicy ? made.get(0).policy() : PlacedPolicy.RUN_TIME,
                    samePolicy ? made.get(0).where() : PlacedPolicy.MADE_ELSEWHERE,
                    List.of()));
        } else if (made.isEmpty()) {
            made = List.of(new Construction(
                    field.declared(), 0, "", PlacedPolicy.RUN_TIME, PlacedPolicy.MADE_ELSEWHERE, List.of()));
        }
        Map<Integer, Set<String>> incoming = members.incoming(field.field(), place.policy());
        List<PlacedLayer> placed = new ArrayList<>();
        int next = 0;
        boolean apart = place.maps().stream().anyMatch(PlacedPolicy.InForce::countsElements);
        for (Construction one : apart ? eachAlone(made) : made) {
            String name = field.field();
            if (field.holding() == Holding.MAP) {
                name += "/" + (one.key().isEmpty() ? "*" : one.key());
            } else if (field.holding() == Holding.LIST) {
                name += "/"
                        + (next < 0 || one.count() == 0
                                ? "*"
                                : next + (one.count() > 1 ? ".." + (next + one.count() - 1) : ""));
                next = next < 0 || one.count() == 0 ? -1 : next + one.count();
            }
            String times = field.holding() == Holding.ONE || one.count() == 1
                    ? ""
                    : one.count() == 0 ? "n times" : one.count() + " times";
            placed.add(child(
                    one, field, times, path(place.path(), name), place, incoming, arguments(owner, place.arguments())));
        }
        return placed;
    }

    /** Each layer by itself, where a policy map may have an entry for one of them. */
    private static List<Construction> eachAlone(List<Construction> made) {
        List<Construction> alone = new ArrayList<>();
        for (Construction one : made) {
            Construction single =
                    new Construction(one.type(), 1, one.key(), one.policy(), one.where(), one.arguments());
            alone.addAll(
                    one.count() > 1 && one.count() <= MOST_ALONE
                            ? Collections.nCopies(one.count(), single)
                            : List.of(one));
        }
        return alone;
    }

    private static String path(String owner, String name) {
        return owner.isEmpty() ? name : owner + "/" + name;
    }

    private PlacedLayer child(
            Construction made,
            ChildField field,
            String times,
            String path,
            Place owner,
            Map<Integer, Set<String>> incoming,
            Map<String, String> ownerArguments) {
        ClassPlan type = plan.find(made.type());
        PlacedPolicy policy = PlacedPolicy.of(type, made, field, path, owner.policy(), owner.className(), owner.maps());
        List<String> arguments = made.arguments().stream()
                .map(one -> ownerArguments.getOrDefault(one, one))
                .toList();
        if (type != null && !around.contains(type.name())) {
            return layer(
                    type,
                    new Place(
                            type.name(),
                            path,
                            field.field(),
                            times,
                            policy.policy(),
                            policy.where(),
                            arguments,
                            PlacedPolicy.below(type, path, owner.maps()),
                            incoming));
        }
        return new PlacedLayer(
                path,
                field.field(),
                times,
                made.type(),
                policy.policy() == null ? "" : policy.policy().name(),
                policy.where(),
                "",
                false,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    // ---- what a class has, with what it inherits

    /** Fields and methods of a class and those above it; a method that is overridden gives way. */
    private static final class Members {
        private final Map<VariableField, ClassPlan> variables = new LinkedHashMap<>();
        private final List<ChildField> children = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private final List<String> owners = new ArrayList<>();

        Members(List<ClassPlan> chain) {
            Map<String, ClassPlan> methods = new HashMap<>();
            for (ClassPlan one : chain) {
                one.nodes().forEach(node -> methods.put(node.method(), one));
                one.variables().forEach(variable -> variables.put(variable, one));
                children.addAll(one.children());
            }
            for (ClassPlan one : chain) {
                Map<Integer, Integer> moved = new HashMap<>();
                int next = nodes.size();
                for (int i = 0; i < one.nodes().size(); i++) {
                    Node node = one.nodes().get(i);
                    if (node.method().isEmpty() || one.equals(methods.get(node.method()))) {
                        moved.put(i, next++);
                    }
                }
                moved.keySet().stream().sorted().forEach(i -> {
                    nodes.add(moved(one.nodes().get(i), moved));
                    owners.add(one.name());
                });
            }
        }

        private static Node moved(Node node, Map<Integer, Integer> moved) {
            return new Node(
                    node.kind(),
                    node.method(),
                    node.label(),
                    node.line(),
                    node.dtype(),
                    node.parameter(),
                    node.cast(),
                    node.child(),
                    node.uses().stream()
                            .filter(use -> moved.containsKey(use.node()))
                            .map(use -> new Node.Use(moved.getOrDefault(use.node(), 0), use.as(), use.into()))
                            .toList());
        }

        List<Node> all() {
            return nodes;
        }

        List<PlacedNode> nodes(@Nullable Policy policy) {
            List<PlacedNode> placed = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                placed.add(new PlacedNode(
                        node.kind(),
                        node.method(),
                        node.label(),
                        dtype(node, policy),
                        node.parameter(),
                        owners.get(i) + ":" + node.line(),
                        node.child() == null ? "" : node.child(),
                        node.uses().stream()
                                .map(use -> new PlacedUse(use.node(), use.as().under(policy), use.into()))
                                .toList()));
            }
            return placed;
        }

        /** Of what the wrapper casts in the end, the dtype that callers get. */
        private static String dtype(Node node, @Nullable Policy policy) {
            return node.kind() == Kind.OUTPUT && node.cast() && policy != null && policy.castsOutput()
                    ? policy.outputDtype().toString()
                    : node.dtype().under(policy);
        }

        /** For each parameter of the layer in a field, the dtypes that the calls here pass for it. */
        Map<Integer, Set<String>> incoming(String field, @Nullable Policy policy) {
            Map<Integer, Set<String>> incoming = new HashMap<>();
            for (Node node : nodes) {
                if (node.kind() == Kind.LAYER && field.equals(node.child())) {
                    node.uses()
                            .forEach(use -> incoming.computeIfAbsent(use.into(), key -> new LinkedHashSet<>())
                                    .add(use.as().under(policy)));
                }
            }
            return incoming;
        }
    }

    /** The casts of a layer at its place. */
    private record Casts(
            List<Node> nodes,
            List<PlacedNode> placed,
            List<PlacedVariable> variables,
            @Nullable Map<Integer, Set<String>> incoming,
            @Nullable Policy policy) {
        List<PlacedLayer.Cast> all() {
            Set<PlacedLayer.Cast> casts = new LinkedHashSet<>();
            Set<String> read = new HashSet<>();
            for (int i = 0; i < nodes.size(); i++) {
                Node node = nodes.get(i);
                PlacedNode here = placed.get(i);
                for (Node.Use use : node.uses()) {
                    PlacedNode from = placed.get(use.node());
                    String as = use.as().under(policy);
                    if (from.kind() == Kind.VARIABLE
                            && node.kind() != Kind.STORE
                            && !from.dtype().equals(as)) {
                        if (read.add(from.label())) {
                            casts.add(cast(PlacedLayer.Cast.Kind.VARIABLE, from.label(), from.dtype(), as, here));
                        }
                    } else if (node.kind() == Kind.STORE && !as.equals(here.dtype())) {
                        casts.add(cast(PlacedLayer.Cast.Kind.STORE, here.label(), as, here.dtype(), here));
                    }
                    if (node.kind() == Kind.OUTPUT && node.cast() && !as.equals(here.dtype())) {
                        casts.add(cast(PlacedLayer.Cast.Kind.OUTPUT, here.label(), as, here.dtype(), here));
                    }
                    if (node.kind() == Kind.CAST && !as.equals(here.dtype())) {
                        casts.add(cast(PlacedLayer.Cast.Kind.CODE, here.label(), as, here.dtype(), here));
                    }
                    if (node.kind() == Kind.INPUT
                            && node.cast()
                            && node.method().equals(BodyReader.LOSS)
                            && !from.dtype().equals(here.dtype())) {
                        casts.add(cast(PlacedLayer.Cast.Kind.LOSS, here.label(), from.dtype(), here.dtype(), here));
                    }
                }
                if (node.kind() == Kind.INPUT && node.cast() && !node.method().equals(BodyReader.LOSS)) {
                    for (String from : incoming == null
                            ? Set.of(ANY_FLOATING)
                            : incoming.getOrDefault(node.parameter(), Set.of())) {
                        if (!from.equals(here.dtype())) {
                            casts.add(cast(PlacedLayer.Cast.Kind.INPUT, here.label(), from, here.dtype(), here));
                        }
                    }
                }
            }
            return List.copyOf(casts);
        }

        private static PlacedLayer.Cast cast(
                PlacedLayer.Cast.Kind kind, String what, String from, String to, PlacedNode at) {
            return new PlacedLayer.Cast(kind, what, from, to, at.place());
        }
    }
}
