package dev.halfcaf.processor.flow;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/** The walk over one body: a method's, an initializer's, a lambda's. Its parts share the state at the point they are at. */
final class BodyFlow {
    private final ClassFlow owner;
    private final @Nullable ExecutableElement method;
    private final Statements statements;
    private final Expressions expressions;
    private final Conditions conditions;
    private final Variables variables;
    private final Jumps jumps = new Jumps();
    private final List<Fact> facts = new ArrayList<>();
    private final Deque<Tree> yielding = new ArrayDeque<>();
    private State state;
    private Scope scope;
    private Value result = Value.NOTHING;

    /**
     * A walk.
     *
     * @param method whose returns are checked; null where there are none, or not this method's
     */
    BodyFlow(ClassFlow owner, @Nullable ExecutableElement method, State start, Scope scope) {
        this.owner = owner;
        this.method = method;
        this.state = start;
        this.scope = scope;
        this.variables = new Variables(this);
        this.conditions = new Conditions(this);
        this.expressions = new Expressions(this);
        this.statements = new Statements(this);
    }

    ClassFlow owner() {
        return owner;
    }

    Source source() {
        return owner.source();
    }

    Declarations declarations() {
        return owner.declarations();
    }

    Kinds kinds() {
        return owner.declarations().kinds();
    }

    /** The method whose body this is; null in an initializer or a lambda. */
    @Nullable
    ExecutableElement method() {
        return method;
    }

    Jumps jumps() {
        return jumps;
    }

    Variables variables() {
        return variables;
    }

    Conditions conditions() {
        return conditions;
    }

    State state() {
        return state;
    }

    void continueWith(State other) {
        state = other;
    }

    Scope scope() {
        return scope;
    }

    void enter(Element declaration) {
        scope = scope.inside(declaration);
    }

    void leave(Scope outer) {
        scope = outer;
    }

    Value evaluate(@Nullable ExpressionTree expression) {
        return expression == null ? Value.UNKNOWN : expressions.evaluate(expression);
    }

    void run(@Nullable StatementTree statement) {
        if (statement != null) {
            statements.run(statement);
        }
    }

    /** A value is returned. */
    void returns(Value value) {
        if (state.isReachable()) {
            result = Value.join(result, Value.in(value, state.live()));
        }
    }

    /** What the body returns, on all paths. */
    Value result() {
        return result;
    }

    /** Inside a switch expression, which yields go to. */
    void enterYields(Tree switchExpression) {
        yielding.push(switchExpression);
    }

    void leaveYields() {
        yielding.pop();
    }

    /** A {@code yield}: it ends this path. */
    void yields(Value value) {
        Tree target = yielding.peek();
        if (target != null && state.isReachable()) {
            jumps.yield(target, Value.in(value, state.live()));
            jumps.leave(target, state);
        }
        state.die();
    }

    Fact.Site site(Tree tree) {
        return new Fact.Site(tree, scope, owner.worlds(), state.live());
    }

    /** Writes a fact down, where the point is reached at all. */
    void record(Fact fact) {
        if (state.isReachable()) {
            facts.add(fact);
        }
    }

    /** Facts of something that is walked on its own, such as a lambda's body. */
    void record(List<Fact> others) {
        facts.addAll(others);
    }

    List<Fact> facts() {
        return facts;
    }
}
