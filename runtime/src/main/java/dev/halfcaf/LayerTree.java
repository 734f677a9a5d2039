package dev.halfcaf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Binds a tree of layers, top down, and walks it afterwards. */
final class LayerTree {
    static final String HOW_TO_CONSTRUCT = "annotate the class with @DtypePolicy, and construct the class that the "
            + "processor generates from it, new Casting<Name>(...).";

    /** Binding is rare and quick; one lock for all keeps two threads from binding trees that share a layer. */
    private static final Object BINDING = new Object();

    private final ModelState state;
    private final long seed;
    private final Map<String, Variable> paths = new HashMap<>();
    private final List<Layer> open = new ArrayList<>();
    private final List<Runnable> variableBindings = new ArrayList<>();
    private final List<Runnable> layerBindings = new ArrayList<>();
    private final Deque<MapInForce> maps = new ArrayDeque<>();
    private final Map<Layer, ResolvedPolicy> visited = new IdentityHashMap<>();

    private LayerTree(long seed) {
        this.seed = seed;
        this.state = new ModelState(seed);
    }

    /** Binds the outermost layer and all below it, or, where something contradicts, throws and binds none of them. */
    static void bind(Layer outermost, long seed) {
        synchronized (BINDING) {
            if (outermost.bindingOrNull() == null) {
                LayerTree tree = new LayerTree(seed);
                tree.visit(outermost, outermost.requireWrapper().resolve(outermost, List.of()), "");
                // Variables first: if an initializer throws, no layer is bound.
                tree.variableBindings.forEach(Runnable::run);
                tree.layerBindings.forEach(Runnable::run);
            }
        }
    }

    private void visit(Layer layer, ResolvedPolicy resolved, String path) {
        if (open.contains(layer)) {
            throw new IllegalStateException("A " + layer.describe() + " holds itself, at " + path
                    + ": a field that points back to an owner must not be a layer's field.");
        }
        boolean known = isKnown(layer, resolved, path);
        if (known && maps.isEmpty()) {
            return;
        }
        open.add(layer);
        LayerBinding bound = layer.bindingOrNull();
        MemberList members = bound == null ? MemberList.of(layer) : bound.members();
        if (!known) {
            bindLater(layer, new LayerBinding(resolved, path, members, state));
        }
        MapInForce map = layer.requireWrapper().map(layer, path);
        if (map != null) {
            // The inner model's first: of two maps that say something, it is the nearer.
            maps.push(map);
        }
        // What a layer returns is its own affair: the layers in it hand each other what they compute.
        ResolvedPolicy fromThis = new ResolvedPolicy(
                resolved.policy().withoutOutputCast(), PolicyOrigin.OWNER, "owner " + layer.describe());
        for (MemberList.Child child : members.children()) {
            visit(child, fromThis, join(path, child.segment()));
        }
        if (map != null) {
            maps.pop().requireAllMet();
        }
        open.remove(open.size() - 1);
    }

    private void visit(MemberList.Child child, ResolvedPolicy fromOwner, String path) {
        List<ResolvedPolicy> given = new ArrayList<>(child.field());
        for (MapInForce map : maps) {
            ResolvedPolicy mapped = map.find(path);
            if (mapped != null) {
                given.add(mapped);
            }
        }
        given.add(fromOwner);
        Layer layer = child.layer();
        ResolvedPolicy resolved = layer.requireWrapper().resolve(layer, given);
        maps.forEach(map -> map.requireEffect(path, resolved));
        visit(layer, resolved, path);
    }

    /** Whether the layer has its policy already, by another owner or an earlier binding; then it must be this one. */
    private boolean isKnown(Layer layer, ResolvedPolicy resolved, String path) {
        ResolvedPolicy before = visited.putIfAbsent(layer, resolved);
        LayerBinding bound = layer.bindingOrNull();
        if (before == null && bound != null) {
            before = bound.resolved();
            layerBindings.add(() -> state.join(bound.state()));
        }
        if (before != null) {
            requireAgreement(layer, path, before, resolved);
        }
        return before != null;
    }

    private void bindLater(Layer layer, LayerBinding binding) {
        layerBindings.add(() -> layer.bind(binding));
        for (VariableMember member : binding.variables()) {
            visit(layer, binding.resolved(), member, join(binding.path(), member.name()));
        }
    }

    private void visit(Layer layer, ResolvedPolicy resolved, VariableMember member, String path) {
        Variable variable = member.variable();
        Variable other = paths.putIfAbsent(path, variable);
        if (other != null && other != variable) {
            throw new IllegalStateException("Two variables of " + layer.describe() + " have the path '" + path
                    + "': give each Variable a name of its own.");
        }
        VariableBinding binding = VariableBinding.of(layer, resolved, member, path, state);
        variableBindings.add(() -> variable.bind(binding, seed));
    }

    private static void requireAgreement(Layer layer, String path, ResolvedPolicy before, ResolvedPolicy now) {
        if (!before.policy().name().equals(now.policy().name())) {
            throw new IllegalStateException("One " + layer.describe() + ", held at '" + path
                    + "', would have two policies: " + before + " and " + now
                    + ". Construct one layer for each, or give this one its policy as a constructor argument.");
        }
    }

    private static String join(String path, String segment) {
        return path.isEmpty() ? segment : path + "/" + segment;
    }

    static List<Variable> variables(Layer layer) {
        List<Variable> variables = new ArrayList<>();
        collect(layer, variables, Collections.newSetFromMap(new IdentityHashMap<>()));
        return Collections.unmodifiableList(variables);
    }

    private static void collect(Layer layer, List<Variable> into, Set<Object> seen) {
        LayerBinding binding = layer.bindingOrNull();
        if (binding == null || !seen.add(layer)) {
            return;
        }
        for (VariableMember member : binding.variables()) {
            // Views of one master are one variable: the first in order stands for all.
            if (seen.add(member.variable().master())) {
                into.add(member.variable());
            }
        }
        for (MemberList.Child child : binding.members().children()) {
            collect(child.layer(), into, seen);
        }
    }
}
