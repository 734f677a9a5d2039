package dev.halfcaf.processor.flow;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.processor.read.PolicyReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** A class of a file with all that is nested in it. */
public final class UnitFlow {
    private final Source source;
    private final Declarations declarations;
    private final Map<Element, ClassFlow> classes = new HashMap<>();
    private final Map<ExecutableElement, Signature> signatures = new HashMap<>();

    private UnitFlow(Source source) {
        this.source = source;
        this.declarations = new Declarations(
                new Kinds(source.elements(), source.types()),
                new LayerPolicies(new PolicyReader(source.elements(), null)),
                source.elements());
    }

    /** The facts about a class of the file, in the order of their places; none where tensors are unknown. */
    public static List<Fact> facts(Source source, ClassTree tree, TypeElement type) {
        UnitFlow unit = new UnitFlow(source);
        if (!unit.declarations.kinds().isPresent()) {
            return List.of();
        }
        List<ClassFlow> flows = new ArrayList<>();
        Scope outermost = new Scope(source.elements().getPackageOf(type), null, false);
        unit.add(tree, null, State.start(1), outermost, flows);
        List<Fact> facts = new ArrayList<>();
        for (ClassFlow flow : flows) {
            flow.walk();
            facts.addAll(flow.facts());
        }
        return facts;
    }

    private void add(ClassTree tree, @Nullable ClassFlow around, State captured, Scope scope, List<ClassFlow> into) {
        if (!(source.element(tree) instanceof TypeElement type)) {
            return;
        }
        ClassFlow outer = type.getModifiers().contains(Modifier.STATIC) ? null : around;
        ClassFlow flow = new ClassFlow(this, tree, type, outer, captured, scope);
        classes.put(type, flow);
        into.add(flow);
        nested(tree, flow, captured, flow.scope(), into);
    }

    private void nested(ClassTree tree, ClassFlow around, State captured, Scope scope, List<ClassFlow> into) {
        for (Tree member : tree.getMembers()) {
            if (member instanceof ClassTree nested) {
                add(nested, around, captured, scope, into);
            }
        }
    }

    /** Classes nested in one that is declared in a body. */
    void nested(ClassTree local, ClassFlow flow, BodyFlow body) {
        List<ClassFlow> inside = new ArrayList<>();
        nested(local, flow, body.state(), flow.scope(), inside);
        for (ClassFlow one : inside) {
            one.walk();
            body.record(one.facts());
        }
    }

    /** The flow of a class of this file; null for others, and for those in bodies. */
    @Nullable
    ClassFlow known(Element type) {
        return classes.get(type);
    }

    Source source() {
        return source;
    }

    Declarations declarations() {
        return declarations;
    }

    Signature signature(ExecutableElement method) {
        return signatures.computeIfAbsent(method, key -> Signature.of(key, declarations));
    }
}
