package dev.halfcaf.processor.flow;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.processor.describe.BuildPolicy;
import dev.halfcaf.processor.flow.Value.Policied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** One class: its fields from their initializers and constructors, then its methods, one by one. */
final class ClassFlow {
    private final UnitFlow unit;
    private final ClassTree tree;
    private final TypeElement type;
    private final Worlds worlds;
    private final @Nullable Policied self;
    private final Scope scope;
    private final State captured;
    private final Map<Element, MethodFlow> methods = new LinkedHashMap<>();
    private final Map<Element, Value> fields = new HashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final NewVariables newVariables = new NewVariables();
    private boolean started;

    /**
     * The flow of a class.
     *
     * @param around the class that objects of this one belong to, or in whose body it stands; null if there is none
     * @param captured what is known of the local variables around it
     */
    ClassFlow(
            UnitFlow unit, ClassTree tree, TypeElement type, @Nullable ClassFlow around, State captured, Scope scope) {
        this.unit = unit;
        this.tree = tree;
        this.type = type;
        boolean isLayer = unit.declarations().kinds().isLayer(type.asType());
        if (isLayer || around == null) {
            this.worlds = isLayer ? unit.declarations().policies().of(type) : Worlds.none();
            this.self = isLayer ? Declarations.self(worlds) : null;
            this.captured = State.start(worlds.all());
        } else {
            this.worlds = around.worlds;
            this.self = around.self;
            this.captured = captured;
        }
        this.scope = new Scope(type, scope, self != null && (isLayer || scope.inLayer()));
    }

    Source source() {
        return unit.source();
    }

    Declarations declarations() {
        return unit.declarations();
    }

    Worlds worlds() {
        return worlds;
    }

    /** The layer that {@code this} is, or belongs to; null if there is none. */
    @Nullable
    Policied self() {
        return self;
    }

    Signature signature(ExecutableElement method) {
        return unit.signature(method);
    }

    List<Fact> facts() {
        return facts;
    }

    NewVariables newVariables() {
        return newVariables;
    }

    // ---- walking

    void walk() {
        start();
        methods.values().forEach(MethodFlow::walk);
        methods.values().forEach(method -> facts.addAll(method.facts()));
        facts.addAll(newVariables.loose());
    }

    private void start() {
        if (started) {
            return;
        }
        started = true;
        for (Tree member : tree.getMembers()) {
            if (member instanceof MethodTree method
                    && source().element(method) instanceof ExecutableElement element
                    && method.getBody() != null) {
                methods.put(element, new MethodFlow(this, method, element));
            }
        }
        declaration();
        State initialized = initialize();
        Map<Element, Value> built = new HashMap<>();
        boolean constructed = false;
        for (MethodFlow method : methods.values()) {
            if (method.element().getKind() == ElementKind.CONSTRUCTOR && !method.callsThis()) {
                method.walkFrom(initialized.copy());
                State end = method.end();
                for (Map.Entry<Element, Value> one : end.values().entrySet()) {
                    built.merge(one.getKey(), one.getValue(), Value::join);
                }
                constructed = true;
            }
        }
        keepFinal(constructed ? built : initialized.values());
    }

    private void declaration() {
        if (!declarations().kinds().isLayer(type.asType())) {
            return;
        }
        facts.add(new Fact.LayerClass(new Fact.Site(tree, scope, worlds, worlds.all()), type, Value.UNKNOWN));
        for (Tree member : tree.getMembers()) {
            if (member instanceof VariableTree field && source().element(field) instanceof VariableElement element) {
                Dtypes declared = declarations().qualifiers(element).dtypes(null, null);
                if (declared != null && declarations().kinds().of(element.asType()) == Kinds.Kind.VARIABLE) {
                    Fact.Site site = new Fact.Site(field, scope.inside(element), worlds, worlds.all());
                    facts.add(new Fact.VariableField(site, element, declared));
                }
            }
        }
    }

    private State initialize() {
        BodyFlow body = new BodyFlow(this, null, captured.copy(), scope);
        for (Tree member : tree.getMembers()) {
            if (member instanceof VariableTree field) {
                body.variables().declare(field);
            } else if (member instanceof BlockTree block) {
                body.run(block);
            }
        }
        facts.addAll(body.facts());
        return body.state();
    }

    private void keepFinal(Map<Element, Value> values) {
        values.forEach((field, value) -> {
            if (Variables.isField(field) && field.getModifiers().contains(Modifier.FINAL)) {
                fields.put(field, value);
            }
        });
    }

    /** Where the walk of a method begins: with what a local class sees of the variables around it. */
    State startOfMethod() {
        return captured.copy();
    }

    Scope scope() {
        return scope;
    }

    /** A class that is declared in a body. */
    void local(ClassTree local, BodyFlow body) {
        if (source().element(local) instanceof TypeElement element) {
            ClassFlow flow =
                    new ClassFlow(unit, local, element, this, body.state().copy(), body.scope());
            flow.walk();
            body.record(flow.facts());
            unit.nested(local, flow, body);
        }
    }

    void returned(BodyFlow body, ExpressionTree expression, Value value) {
        ExecutableElement method = body.method();
        MethodFlow flow = method == null ? null : methods.get(method);
        if (flow != null) {
            flow.returned(body, expression, value);
        }
    }

    // ---- fields

    /** The value of a field, as far as it is known outside of the flow at hand. */
    Value field(VariableElement field) {
        Value value = fields.get(field);
        boolean said = declarations().qualifiers(field).sayDtype();
        if (value != null && !said) {
            return value;
        }
        TypeElement owner = Members.owner(field);
        if (!owner.equals(type) && !said) {
            ClassFlow other = unit.known(owner);
            Value theirs = other == null ? null : other.fields.get(field);
            if (other != null && theirs != null) {
                return Crossing.of(theirs, other.worlds, worlds);
            }
        }
        return declared(field);
    }

    private Value declared(VariableElement field) {
        boolean own = self != null
                && declarations().kinds().isLayer(Members.owner(field).asType());
        return declarations().value(field.asType(), field, own ? self : null, null);
    }

    /** A layer that a field of this one takes up, and that has no policy of its own. */
    Value owned(VariableElement field) {
        Policy given = LayerPolicies.annotated(field);
        if (given != null) {
            Tree declaration = source().trees().getTree(field);
            return Results.given(
                    given, "annotation of field " + field.getSimpleName(), declaration == null ? tree : declaration);
        }
        if (self == null || !Members.owner(field).equals(type)) {
            return Value.UNKNOWN;
        }
        Value mapped = mapped(field);
        return mapped == null ? self.handedOn() : mapped;
    }

    /** A layer for which the class's policy map has an entry; null if it has none. */
    private @Nullable Value mapped(VariableElement field) {
        BuildPolicy policy = declarations().policies().annotation(type);
        String name = field.getSimpleName().toString();
        if (!policy.mapMayReach(name)) {
            return null;
        } else if (declarations().kinds().of(field.asType()) != Kinds.Kind.LAYER) {
            // Elements have paths of their own, of which nothing is known here.
            return Declarations.somePolicy(field, null);
        }
        List<PolicyMap.Entry> entries = policy.map().entries().stream()
                .filter(entry -> entry.matches(name))
                .toList();
        if (entries.isEmpty()) {
            return null;
        }
        PolicyMap.Entry entry =
                entries.stream().filter(PolicyMap.Entry::isExact).findFirst().orElse(entries.get(0));
        return Results.given(entry.policy(), "policy map, entry '" + entry.path() + "'", tree.getModifiers());
    }

    // ---- helpers

    /**
     * What a helper of this file returns, whose body is what it is; null if there is none, or it is being walked.
     *
     * @param caller the method that calls it; null in a function
     */
    @Nullable
    Value helped(Signature signature, @Nullable ExecutableElement caller, List<Calls.Argument> arguments) {
        if (signature.isOverridable()) {
            return null;
        }
        ClassFlow other = unit.known(signature.owner());
        if (other == null) {
            return null;
        }
        MethodFlow method = other.methods.get(signature.method());
        if (method == null) {
            return null;
        }
        Value returned;
        if (!method.isWalking()) {
            method.walk();
            returned = method.result();
        } else if (signature.method().equals(caller)) {
            returned = method.returnedSoFar();
        } else {
            return null;
        }
        return returned == null
                ? null
                : Substitution.of(Crossing.of(returned, other.worlds, worlds), signature, arguments);
    }
}
