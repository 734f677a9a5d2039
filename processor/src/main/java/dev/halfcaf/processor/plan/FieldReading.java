package dev.halfcaf.processor.plan;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import dev.halfcaf.processor.flow.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * What a class puts into its fields, and which field a local name stands for, as far as that is plain from the text: {@code
 * for (Dense layer : hidden)} goes through the field {@code hidden}.
 */
final class FieldReading extends TreeScanner<@Nullable Void, @Nullable Void> {
    /**
     * What is put into a field.
     *
     * @param made a call or construction
     * @param count how often, 0 where only a run tells
     * @param key the constant key under which it is put; empty if there is none
     */
    record Put(ExpressionTree made, int count, String key) {}

    private final Source source;
    private final Words words;
    private final TypeElement type;
    private final Map<Element, List<Put>> puts = new HashMap<>();
    private final Map<Element, ExpressionTree> standsFor = new HashMap<>();
    private final Deque<Element> targets = new ArrayDeque<>();
    private int count = 1;
    private boolean constructing = true;
    private String key = "";

    private FieldReading(Source source, TypeElement type) {
        this.source = source;
        this.words = new Words(source);
        this.type = type;
    }

    static FieldReading of(Source source, ClassTree tree, TypeElement type) {
        FieldReading reading = new FieldReading(source, type);
        tree.getMembers().forEach(member -> reading.scan(member, null));
        return reading;
    }

    List<Put> into(Element field) {
        return puts.getOrDefault(field, List.of());
    }

    /** The field of the class that an expression is, or takes an element from; null where that is not plain. */
    @Nullable
    VariableElement field(@Nullable ExpressionTree tree) {
        return field(tree, 0);
    }

    private @Nullable VariableElement field(@Nullable ExpressionTree tree, int depth) {
        if (depth > 16) {
            return null;
        } else if (tree instanceof ParenthesizedTree parenthesized) {
            return field(parenthesized.getExpression(), depth + 1);
        } else if (tree instanceof TypeCastTree cast) {
            return field(cast.getExpression(), depth + 1);
        } else if (tree instanceof ArrayAccessTree access) {
            return field(access.getExpression(), depth + 1);
        } else if (tree instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree select) {
            return field(select.getExpression(), depth + 1);
        } else if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
            Element element = source.element(tree);
            ExpressionTree origin = element == null ? null : standsFor.get(element);
            if (origin != null) {
                return field(origin, depth + 1);
            }
            return element instanceof VariableElement variable && element.getKind() == ElementKind.FIELD
                    ? variable
                    : null;
        }
        return null;
    }

    // ---- declarations

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
        // A nested class is read by itself, one in a body not at all.
        return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
        // What a method that is not a constructor puts into a field, it puts there when nobody knows.
        boolean constructs =
                source.element(tree) instanceof ExecutableElement method && method.getKind() == ElementKind.CONSTRUCTOR;
        int before = count;
        count = constructs ? 1 : 0;
        constructing = constructs;
        super.visitMethod(tree, null);
        constructing = true;
        count = before;
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
        Element variable = source.element(tree);
        ExpressionTree initializer = tree.getInitializer();
        if (variable != null && isField(variable)) {
            within(variable, "", () -> scan(initializer, null));
        } else {
            if (variable != null && initializer != null) {
                standsFor.put(variable, initializer);
                if (constructing) {
                    within(variable, "", () -> scan(initializer, null));
                } else {
                    scan(initializer, null);
                }
            }
        }
        return null;
    }

    private boolean isField(Element variable) {
        return variable.getKind() == ElementKind.FIELD && type.equals(variable.getEnclosingElement());
    }

    private void within(Element target, String newKey, Runnable action) {
        String before = key;
        key = newKey;
        targets.push(target);
        action.run();
        targets.pop();
        key = before;
    }

    // ---- loops

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void unused) {
        Element variable = source.element(tree.getVariable());
        if (variable != null) {
            standsFor.put(variable, tree.getExpression());
        }
        scan(tree.getExpression(), null);
        times(0, () -> scan(tree.getStatement(), null));
        return null;
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void unused) {
        tree.getInitializer().forEach(one -> scan(one, null));
        times(rounds(tree), () -> scan(tree.getStatement(), null));
        return null;
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void unused) {
        times(0, () -> super.visitWhileLoop(tree, null));
        return null;
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void unused) {
        times(0, () -> super.visitDoWhileLoop(tree, null));
        return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
        times(0, () -> scan(tree.getBody(), null));
        return null;
    }

    private void times(int rounds, Runnable action) {
        int before = count;
        count *= rounds;
        action.run();
        count = before;
    }

    /** The rounds of {@code for (int i = 0; i < 6; i++)}; 0 where it is another loop. */
    private int rounds(ForLoopTree tree) {
        if (tree.getInitializer().size() == 1
                && tree.getInitializer().get(0) instanceof VariableTree counter
                && counter.getInitializer() != null
                && tree.getCondition() instanceof BinaryTree condition
                && condition.getLeftOperand() instanceof IdentifierTree name
                && name.getName().equals(counter.getName())
                && tree.getUpdate().size() == 1
                && tree.getUpdate().get(0).getExpression() instanceof UnaryTree update
                && (update.getKind() == Tree.Kind.POSTFIX_INCREMENT
                        || update.getKind() == Tree.Kind.PREFIX_INCREMENT)) {
            Integer from = words.constant(counter.getInitializer());
            Integer to = words.constant(condition.getRightOperand());
            boolean inclusive = condition.getKind() == Tree.Kind.LESS_THAN_EQUAL;
            if (from != null && to != null && (inclusive || condition.getKind() == Tree.Kind.LESS_THAN)) {
                return Math.max(to - from + (inclusive ? 1 : 0), 0);
            }
        }
        return 0;
    }

    // ---- what is put where

    /** What a field or a local variable is called by; null where it is neither. */
    private @Nullable Element holder(ExpressionTree tree) {
        VariableElement field = field(tree);
        if (field != null) {
            return isField(field) ? field : null;
        }
        Element element = tree instanceof IdentifierTree ? source.element(tree) : null;
        return constructing && element != null && element.getKind() == ElementKind.LOCAL_VARIABLE ? element : null;
    }

    /** What was put into a local variable goes where that goes. */
    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
        Element local = source.element(tree);
        if (!targets.isEmpty() && local != null && local.getKind() == ElementKind.LOCAL_VARIABLE) {
            List.copyOf(puts.getOrDefault(local, List.of())).forEach(this::put);
        }
        return null;
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void unused) {
        Element target = holder(tree.getVariable());
        if (target == null) {
            return super.visitAssignment(tree, null);
        }
        within(target, "", () -> scan(tree.getExpression(), null));
        return null;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void unused) {
        if (!targets.isEmpty()) {
            put(tree);
        }
        Element receiver =
                tree.getMethodSelect() instanceof MemberSelectTree select ? holder(select.getExpression()) : null;
        Element taking = targets.isEmpty() ? receiver : null;
        if (tree.getMethodSelect() instanceof MemberSelectTree select) {
            scan(select.getExpression(), null);
            bindLambdas(select.getExpression(), tree);
        }
        String before = key;
        for (ExpressionTree argument : tree.getArguments()) {
            if (taking == null) {
                scan(argument, null);
            } else {
                within(taking, key, () -> scan(argument, null));
            }
            key = argument instanceof LiteralTree literal && literal.getValue() instanceof String text ? text : "";
        }
        key = before;
        return null;
    }

    /** {@code hidden.forEach(layer -> ...)}. */
    private void bindLambdas(ExpressionTree receiver, MethodInvocationTree call) {
        for (ExpressionTree argument : call.getArguments()) {
            if (argument instanceof LambdaExpressionTree lambda
                    && lambda.getParameters().size() == 1) {
                Element parameter = source.element(lambda.getParameters().get(0));
                if (parameter != null) {
                    standsFor.put(parameter, receiver);
                }
            }
        }
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
        if (targets.isEmpty()) {
            return super.visitNewClass(tree, null);
        }
        put(tree);
        // A collection is filled with what it is given; a layer takes its arguments for itself.
        Element made = source.element(tree.getIdentifier());
        if (made != null && made.toString().startsWith("java.")) {
            tree.getArguments().forEach(argument -> scan(argument, null));
        }
        return null;
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
        return null;
    }

    private void put(ExpressionTree made) {
        put(new Put(made, count, key));
    }

    /** Each once: variables are assigned to each other, and to themselves. */
    private void put(Put put) {
        List<Put> known = puts.computeIfAbsent(targets.getFirst(), target -> new ArrayList<>());
        if (known.stream().noneMatch(one -> one.made() == put.made())) {
            known.add(put);
        }
    }
}
