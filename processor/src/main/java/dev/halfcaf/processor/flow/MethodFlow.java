package dev.halfcaf.processor.flow;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.VariableTree;
import dev.halfcaf.processor.flow.Kinds.Kind;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value.Policied;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** One method or constructor, walked once. */
final class MethodFlow {
    private static final int MOST_ROUNDS = 4;

    private final ClassFlow owner;
    private final MethodTree tree;
    private final ExecutableElement element;
    private @Nullable BodyFlow body;
    private boolean walking;

    /** What a call of itself returns, as the last round has it; null where that is not known. */
    private @Nullable Value soFar;

    private boolean isRecursive;
    private @Nullable Value declared;

    MethodFlow(ClassFlow owner, MethodTree tree, ExecutableElement element) {
        this.owner = owner;
        this.tree = tree;
        this.element = element;
    }

    ExecutableElement element() {
        return element;
    }

    boolean isWalking() {
        return walking;
    }

    void walk() {
        if (body == null) {
            walkFrom(owner.startOfMethod());
        }
    }

    /** What it returns to itself. */
    @Nullable
    Value returnedSoFar() {
        isRecursive = true;
        return soFar;
    }

    /** Walks it; if it calls itself, again until what it returns is what it was taken to return. */
    void walkFrom(State start) {
        boolean isTensor = owner.declarations().kinds().isTensor(element.getReturnType());
        soFar = isTensor ? new Tensors(Dtypes.NONE, new Origin.OfUnknown(element, null)) : null;
        for (int round = 1; ; round++) {
            round(start.copy());
            if (!isRecursive || soFar == null || Value.identical(result(), soFar)) {
                return;
            }
            soFar = round < MOST_ROUNDS ? result() : null;
        }
    }

    private void round(State start) {
        boolean inLayer = owner.scope().inLayer() && !element.getModifiers().contains(Modifier.STATIC);
        BodyFlow flow = new BodyFlow(owner, element, start, new Scope(element, owner.scope(), inLayer));
        body = flow;
        walking = true;
        for (VariableTree parameter : tree.getParameters()) {
            if (owner.source().element(parameter) instanceof VariableElement variable) {
                bind(flow, variable);
                if (owner.source().traced()) {
                    trace(flow, parameter, variable);
                }
            }
        }
        flow.run(tree.getBody());
        walking = false;
    }

    private void bind(BodyFlow flow, VariableElement variable) {
        Qualifiers qualifiers = owner.declarations().qualifiers(variable);
        if (qualifiers.has(Qualifier.SAME_DTYPE) && owner.declarations().kinds().of(variable.asType()) == Kind.TENSOR) {
            flow.state().set(variable, same(qualifiers));
        } else {
            flow.variables().bind(variable, parameter(variable));
        }
    }

    private static void trace(BodyFlow flow, VariableTree parameter, VariableElement variable) {
        Value value = flow.state().get(variable);
        if (value != null) {
            flow.state().set(variable, Value.madeBy(parameter, value));
            flow.record(new Fact.Input(flow.site(parameter), variable, value));
        }
    }

    /** Whatever it is, all parameters so marked are that, and so is the result. */
    private Tensors same(Qualifiers qualifiers) {
        Dtypes allowed = qualifiers.dtypes(null, null);
        return new Tensors(allowed == null ? Dtypes.UNKNOWN : allowed, new Origin.OfUnknown(element, null));
    }

    private Value parameter(VariableElement variable) {
        Policied self = owner.self();
        if (self == null || element.getModifiers().contains(Modifier.STATIC)) {
            return Value.UNKNOWN;
        }
        Declarations declarations = owner.declarations();
        Tensors unqualified = null;
        if (Entries.isWayIn(element, declarations)) {
            unqualified = Entries.input(variable, declarations.qualifiers(variable), self);
        } else if (Entries.isLoss(element, owner.declarations())) {
            unqualified = Entries.lossInput(
                    Members.owner(element),
                    variable,
                    self,
                    declarations,
                    owner.source().elements());
        }
        return unqualified == null ? Value.UNKNOWN : declarations.value(variable.asType(), variable, self, unqualified);
    }

    /** Whether it is a constructor that leaves the fields to another one. */
    boolean callsThis() {
        List<? extends StatementTree> statements = tree.getBody().getStatements();
        return !statements.isEmpty()
                && statements.get(0) instanceof ExpressionStatementTree statement
                && statement.getExpression() instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof IdentifierTree name
                && name.getName().contentEquals("this");
    }

    /** The state at its end. */
    State end() {
        return body == null ? State.start(0) : body.jumps().after(body.state());
    }

    /** What it returns. */
    Value result() {
        return body == null ? Value.UNKNOWN : body.result();
    }

    List<Fact> facts() {
        return body == null ? List.of() : body.facts();
    }

    void returned(BodyFlow flow, ExpressionTree expression, Value value) {
        if (declared == null) {
            declared = declared();
        }
        if (!(declared instanceof Value.Other)) {
            boolean isLoss = Entries.isLoss(element, owner.declarations());
            flow.record(new Fact.Return(flow.site(expression), element, expression, value, declared, isLoss));
        }
    }

    /** What has to be returned. */
    private Value declared() {
        Declarations declarations = owner.declarations();
        Policied self = owner.self();
        Tensors unqualified = null;
        if (self != null && Entries.isWayIn(element, declarations)) {
            unqualified = self.compute();
        } else if (self != null && Entries.isLoss(element, declarations)) {
            unqualified = new Tensors(Entries.fullPrecision(), new Origin.OfDeclaration(element, "loss"));
        }
        Qualifiers own = declarations.qualifiers(element);
        if (own.has(Qualifier.SAME_DTYPE) && declarations.kinds().of(element.getReturnType()) == Kind.TENSOR) {
            return same(own);
        } else if (unqualified == null && !own.sayDtype()) {
            return Value.UNKNOWN;
        }
        return declarations.value(element.getReturnType(), element, self, unqualified);
    }
}
