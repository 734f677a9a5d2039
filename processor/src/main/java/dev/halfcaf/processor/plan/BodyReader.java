package dev.halfcaf.processor.plan;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Scope;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.flow.Value.Policied;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.plan.Node.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What flows through the methods of a layer class: nodes, made from the facts that the checks judge, too. */
final class BodyReader {
    static final String FORWARD = "forward";
    static final String LOSS = "loss";

    /** A node that is being put together: rounds of a loop, and paths, each bring a part of it. */
    private static final class Draft {
        private final Kind kind;
        private final String method;
        private final String label;
        private final int line;
        private final Place place;
        private final Map<Object, DraftUse> uses = new LinkedHashMap<>();
        private Fact.Site site;
        private Dtypes dtypes = Dtypes.NONE;
        private int live;
        private boolean cast;

        /** Whether it gives the dtype that its operands have. */
        private boolean same;

        private int parameter = Node.NONE;
        private @Nullable String child;

        Draft(Kind kind, String method, String label, int line, Place place, Fact.Site site) {
            this.kind = kind;
            this.method = method;
            this.label = label;
            this.line = line;
            this.place = place;
            this.site = site;
        }

        void is(Dtypes more, Fact.Site from) {
            dtypes = dtypes.join(more);
            live |= from.live();
            site = from;
        }

        PlanDtype dtype() {
            return PlanDtype.of(dtypes, site.worlds(), live);
        }
    }

    /** Where a node stands among the others. */
    private record Place(long method, int rank, long position) {}

    private static final class DraftUse {
        private final Object from;
        private final int into;
        private Dtypes as = Dtypes.NONE;

        DraftUse(Object from, int into) {
            this.from = from;
            this.into = into;
        }
    }

    private final Source source;
    private final TypeElement layer;
    private final FieldReading fields;
    private final Predicate<TypeMirror> isLayer;
    private final Words words;
    private final Map<Object, Draft> drafts = new HashMap<>();
    private boolean linking;

    BodyReader(Source source, TypeElement layer, FieldReading fields, Predicate<TypeMirror> isLayer) {
        this.source = source;
        this.layer = layer;
        this.fields = fields;
        this.isLayer = isLayer;
        this.words = new Words(source);
    }

    /** The nodes in these facts. */
    List<Node> read(List<Fact> facts) {
        // Helpers stand below their callers, mostly: first all nodes, then what goes from one to another.
        readNodes(facts);
        linking = true;
        readNodes(facts);
        return finished();
    }

    private void readNodes(List<Fact> facts) {
        for (Fact fact : facts) {
            ExecutableElement method = methodOf(fact.site().scope());
            if (method == null) {
                continue;
            } else if (fact instanceof Fact.Input input) {
                input(input, method);
            } else if (fact instanceof Fact.Call call) {
                call(call, method);
            } else if (fact instanceof Fact.Creation creation) {
                creation(creation, method);
            } else if (fact instanceof Fact.Return returned && method.equals(returned.method())) {
                output(returned, method);
            }
        }
    }

    /** The method of the layer in which a place is; null if it is in none. */
    private @Nullable ExecutableElement methodOf(Scope place) {
        ExecutableElement method = null;
        for (@Nullable Scope scope = place; scope != null; scope = scope.outer()) {
            if (scope.element() instanceof ExecutableElement one) {
                method = one;
            } else if (scope.element() instanceof TypeElement type) {
                if (type.equals(layer)) {
                    return method != null && method.getKind() == ElementKind.METHOD ? method : null;
                } else if (isLayer.test(type.asType()) || type.getNestingKind().isNested() && !isInBody(type)) {
                    return null;
                }
            }
        }
        return null;
    }

    private static boolean isInBody(TypeElement type) {
        return switch (type.getNestingKind()) {
            case LOCAL, ANONYMOUS -> true;
            default -> false;
        };
    }

    // ---- facts

    private void input(Fact.Input input, ExecutableElement method) {
        Dtypes dtypes = dtypes(input.value());
        if (dtypes == null) {
            return;
        }
        Draft draft = draft(
                input.site().tree(),
                Kind.INPUT,
                method,
                input.parameter().getSimpleName().toString(),
                input.site());
        draft.is(dtypes, input.site());
        Origin origin = input.value() instanceof Tensors tensors ? tensors.origin() : null;
        draft.parameter = method.getParameters().indexOf(input.parameter());
        boolean first = draft.parameter == 0;
        draft.cast = method.getSimpleName().contentEquals(FORWARD)
                        && (input.value() instanceof Value.Components
                                || origin instanceof Origin.OfPolicy policy
                                        && policy.part() == Origin.OfPolicy.Part.COMPUTE)
                || method.getSimpleName().contentEquals(LOSS)
                        && first
                        && origin instanceof Origin.OfDeclaration rule
                        && rule.rule().equals(LOSS);
    }

    private void call(Fact.Call call, ExecutableElement method) {
        Tree tree = call.site().tree();
        if (call.stored() != null && call.receiver() instanceof Policied variable) {
            Draft draft = draft(tree, Kind.STORE, method, words.call(tree, null), call.site());
            draft.is(variable.variable().dtypes(), call.site());
            use(draft, call.stored(), Node.NONE);
            return;
        }
        if (!isMadeBy(tree, call.result())) {
            // A helper of this class: what it is given goes into its parameters.
            handOver(call, method);
            return;
        }
        Draft draft = made(tree, call.method(), call.result(), method, call.site());
        draft.same = call.qualifiers().has(Qualifier.SAME_DTYPE);
        for (Operand operand : call.operands()) {
            use(draft, operand, draft.kind == Kind.LAYER ? parameter(call.method(), operand) : Node.NONE);
        }
        if (call.receiver() instanceof Policied variable && draft.kind == Kind.OP) {
            use(draft, receiver(tree), variable);
        }
    }

    private void creation(Fact.Creation creation, ExecutableElement method) {
        Tree tree = creation.site().tree();
        if (isMadeBy(tree, creation.result())) {
            Draft draft = made(tree, creation.method(), creation.result(), method, creation.site());
            if (creation.receiver() instanceof Policied variable) {
                use(draft, receiver(tree), variable);
            }
        }
    }

    private void handOver(Fact.Call call, ExecutableElement method) {
        for (Operand operand : call.operands()) {
            for (VariableElement parameter : call.method().getParameters()) {
                Tree tree = parameter.getSimpleName().contentEquals(operand.name())
                                && layer.equals(call.method().getEnclosingElement())
                        ? source.trees().getTree(parameter)
                        : null;
                Draft draft = tree == null ? null : drafts.get(tree);
                if (draft != null) {
                    use(draft, operand, Node.NONE);
                }
            }
        }
    }

    /** The parameter that an operand is passed for, or whose component it is. */
    private static int parameter(ExecutableElement method, Operand operand) {
        for (int i = 0; i < method.getParameters().size(); i++) {
            String name = method.getParameters().get(i).getSimpleName().toString();
            if (operand.name().equals(name) || operand.name().startsWith(name + ".")) {
                return i;
            }
        }
        return Node.NONE;
    }

    private Draft made(Tree tree, ExecutableElement called, Value result, ExecutableElement method, Fact.Site site) {
        ExpressionTree receiver = receiver(tree);
        boolean ofLayer = !called.getModifiers().contains(Modifier.STATIC)
                && called.getEnclosingElement() instanceof TypeElement owner
                && isLayer.test(owner.asType());
        VariableElement child = ofLayer ? fields.field(receiver) : null;
        boolean isCast = result instanceof Tensors tensors && tensors.trace().cast() == tree;
        Kind kind = child != null ? Kind.LAYER : isCast ? Kind.CAST : Kind.OP;
        String field = child == null ? null : child.getSimpleName().toString();
        String on = field != null || !ofLayer ? field : receiver == null ? "this" : words.operand(receiver);
        Draft draft = draft(tree, kind, method, words.call(tree, on), site);
        draft.child = field;
        Dtypes dtypes = dtypes(result);
        draft.is(dtypes == null ? Dtypes.UNKNOWN : dtypes, site);
        return draft;
    }

    private void output(Fact.Return returned, ExecutableElement method) {
        Draft draft = draft(returned.method(), Kind.OUTPUT, method, "output", returned.site());
        Dtypes dtypes = dtypes(returned.value());
        Dtypes declared = dtypes(returned.declared());
        draft.is(
                dtypes != null && !dtypes.isUnknown(0) ? dtypes : declared == null ? Dtypes.UNKNOWN : declared,
                returned.site());
        use(draft, returned.expression(), returned.value(), Node.NONE);
        // An undeclared result of forward is in the compute dtype here, and in the output dtype for its callers.
        draft.cast = method.getSimpleName().contentEquals(FORWARD) && isComputeDtype(returned.declared());
    }

    private static boolean isComputeDtype(Value value) {
        return value instanceof Value.Components components
                ? components.byName().values().stream().anyMatch(BodyReader::isComputeDtype)
                : value instanceof Tensors tensors
                        && tensors.origin() instanceof Origin.OfPolicy policy
                        && policy.part() == Origin.OfPolicy.Part.COMPUTE;
    }

    private static @Nullable ExpressionTree receiver(Tree tree) {
        if (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree select) {
            return select.getExpression();
        }
        return tree instanceof MemberReferenceTree reference ? reference.getQualifierExpression() : null;
    }

    /** The dtype of tensors; of several, all of theirs; null where it is something else. */
    private static @Nullable Dtypes dtypes(Value value) {
        if (value instanceof Value.Components components) {
            Dtypes joined = Dtypes.NONE;
            for (Value one : components.byName().values()) {
                Dtypes dtypes = dtypes(one);
                joined = dtypes == null ? joined : joined.join(dtypes);
            }
            return joined.bits() == 0 ? null : joined;
        }
        return value instanceof Tensors tensors ? tensors.dtypes() : null;
    }

    private static boolean isMadeBy(Tree tree, Value value) {
        return makers(value).contains(tree);
    }

    private static Set<Tree> makers(Value value) {
        if (value instanceof Tensors tensors) {
            return tensors.trace().makers();
        }
        Set<Tree> all = new LinkedHashSet<>();
        if (value instanceof Value.Components components) {
            components.byName().values().forEach(one -> all.addAll(makers(one)));
        }
        return all;
    }

    // ---- drafts

    private Draft draft(Object key, Kind kind, ExecutableElement method, String label, Fact.Site site) {
        return drafts.computeIfAbsent(
                key,
                unused -> new Draft(
                        kind,
                        name(method),
                        label,
                        words.line(site.tree()),
                        new Place(
                                start(method),
                                kind == Kind.INPUT ? 0 : kind == Kind.OUTPUT ? 2 : 1,
                                source.end(site.tree())),
                        site));
    }

    private long start(ExecutableElement method) {
        Tree tree = source.trees().getTree(method);
        return tree == null ? 0 : source.start(tree);
    }

    /** The method's name; of overloads also their number, in the order of the source. */
    private String name(ExecutableElement method) {
        List<? extends Element> same = layer.getEnclosedElements().stream()
                .filter(one -> one.getKind() == ElementKind.METHOD
                        && one.getSimpleName().equals(method.getSimpleName()))
                .toList();
        int index = same.indexOf(method);
        return method.getSimpleName() + (index > 0 ? "#" + (index + 1) : "");
    }

    private void use(Draft draft, Operand operand, int into) {
        Tensors read = operand.read();
        if (operand.value() instanceof Value.OfDtype) {
            return;
        } else if (read != null && operand.value() instanceof Policied variable) {
            variable(draft, operand.tree(), variable, read, into);
        } else if (read != null) {
            use(draft, operand.tree(), read, into);
        } else if (operand.value() instanceof Value.Components) {
            use(draft, operand.tree(), operand.value(), into);
        }
    }

    private void use(Draft draft, @Nullable ExpressionTree tree, Policied variable) {
        variable(draft, tree, variable, draft.kind == Kind.OP ? null : variable.compute(), Node.NONE);
    }

    /** A value that goes into a node. */
    private void use(Draft draft, @Nullable ExpressionTree tree, Value value, int into) {
        Dtypes dtypes = dtypes(value);
        if (!linking) {
            return;
        } else if (value instanceof Policied variable) {
            variable(draft, tree, variable, variable.compute(), into);
        } else if (dtypes != null) {
            List<Tree> known =
                    makers(value).stream().filter(drafts::containsKey).toList();
            known.forEach(maker -> join(draft, maker, into, dtypes));
            if (known.isEmpty() && tree != null) {
                VariableElement field = fields.field(tree);
                Object key = field == null ? tree : field;
                Draft from = drafts.computeIfAbsent(
                        key,
                        unused -> new Draft(
                                Kind.VALUE,
                                field == null ? draft.method : "",
                                field == null
                                        ? words.operand(tree)
                                        : field.getSimpleName().toString(),
                                words.line(tree),
                                new Place(field == null ? draft.place.method() : -1, 1, source.end(tree)),
                                draft.site));
                from.is(dtypes, draft.site);
                join(draft, key, into, dtypes);
            }
        }
    }

    /** A variable that goes into a node; where nothing says in which dtype it is read, in that of what is made of it. */
    private void variable(
            Draft draft, @Nullable ExpressionTree tree, Policied variable, @Nullable Tensors read, int into) {
        Element field = variable.compute().trace().read();
        if (field == null) {
            field = fields.field(tree);
        }
        if (linking && field != null && !isLayer.test(field.asType())) {
            String name = field.getSimpleName().toString();
            Draft from = drafts.computeIfAbsent(
                    field,
                    unused -> new Draft(
                            Kind.VARIABLE, "", name, draft.line, new Place(-1, 0, draft.place.position()), draft.site));
            from.is(variable.variable().dtypes(), draft.site);
            join(draft, field, into, read == null ? draft.dtypes : read.dtypes());
        }
    }

    private static void join(Draft draft, Object from, int into, Dtypes as) {
        DraftUse use = draft.uses.computeIfAbsent(List.of(from, into), key -> new DraftUse(from, into));
        use.as = use.as.join(as);
    }

    // ---- the end

    private List<Node> finished() {
        List<Map.Entry<Object, Draft>> ordered = new ArrayList<>(drafts.entrySet());
        ordered.sort(Comparator.comparing(
                entry -> entry.getValue().place,
                Comparator.comparing(Place::method).thenComparing(Place::rank).thenComparing(Place::position)));
        Map<Object, Integer> numbers = new HashMap<>();
        ordered.forEach(entry -> numbers.put(entry.getKey(), numbers.size()));
        // Once more for helpers that stand below their callers, whose results the callers use.
        ordered.forEach(entry -> pass(entry.getValue()));
        ordered.forEach(entry -> pass(entry.getValue()));
        List<Node> nodes = new ArrayList<>();
        for (Map.Entry<Object, Draft> entry : ordered) {
            Draft draft = entry.getValue();
            List<Node.Use> uses = new ArrayList<>();
            draft.uses
                    .values()
                    .forEach(use -> uses.add(new Node.Use(
                            numbers.getOrDefault(use.from, 0),
                            PlanDtype.of(use.as, draft.site.worlds(), draft.live),
                            use.into)));
            nodes.add(new Node(
                    draft.kind,
                    draft.method,
                    draft.label,
                    draft.line,
                    draft.dtype(),
                    draft.parameter,
                    draft.cast,
                    draft.child,
                    uses));
        }
        return lossTakesOutput(nodes);
    }

    /**
     * Into a helper: its body is analyzed by itself, without what the calls in this class pass. So what is open in it is filled
     * in from there.
     */
    private void pass(Draft draft) {
        for (DraftUse use : draft.uses.values()) {
            Draft from = drafts.get(use.from);
            if (from != null && from.kind != Kind.VARIABLE) {
                use.as = use.as.knownOr(from.dtypes);
            }
            if (draft.same || draft.kind == Kind.INPUT) {
                draft.dtypes = draft.dtypes.knownOr(use.as);
            }
        }
    }

    /** Between {@code forward} and {@code loss} stands the train step, which casts. */
    private static List<Node> lossTakesOutput(List<Node> nodes) {
        for (int output = 0; output < nodes.size(); output++) {
            if (nodes.get(output).kind() == Kind.OUTPUT
                    && nodes.get(output).method().equals(FORWARD)) {
                List<Node> joined = new ArrayList<>();
                for (Node node : nodes) {
                    boolean isTaken = node.kind() == Kind.INPUT && node.method().equals(LOSS) && node.cast();
                    joined.add(
                            isTaken
                                    ? new Node(
                                            node.kind(),
                                            node.method(),
                                            node.label(),
                                            node.line(),
                                            node.dtype(),
                                            node.parameter(),
                                            true,
                                            null,
                                            List.of(new Node.Use(
                                                    output, nodes.get(output).dtype(), Node.NONE)))
                                    : node);
                }
                return joined;
            }
        }
        return nodes;
    }
}
