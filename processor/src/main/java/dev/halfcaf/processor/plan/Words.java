package dev.halfcaf.processor.plan;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import dev.halfcaf.processor.flow.Source;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** What stands in the source, in a few words. They depend on the expression alone, so that they stay the same where it does. */
final class Words {
    private static final int LONGEST = 24;
    private static final String SOMETHING = "...";

    private final Source source;

    Words(Source source) {
        this.source = source;
    }

    /** The line of a tree; of a call that of the method's name. */
    int line(Tree tree) {
        long at = tree instanceof MethodInvocationTree call
                ? source.end(call.getMethodSelect()) - 1
                : tree instanceof MemberReferenceTree ? source.end(tree) - 1 : source.start(tree);
        return (int) source.unit().getLineMap().getLineNumber(Math.max(at, 0));
    }

    /**
     * A call: {@code matmul(x, kernel)}, {@code hidden.forward(x)}, {@code Tensor.zeros(shape)}.
     *
     * @param on what it is called on, where that is no operand; else null
     */
    String call(Tree tree, @Nullable String on) {
        if (tree instanceof MethodInvocationTree call) {
            List<String> operands = new ArrayList<>();
            String name = call.getMethodSelect().toString();
            if (call.getMethodSelect() instanceof MemberSelectTree select) {
                Element method = source.element(select);
                boolean isStatic = method != null && method.getModifiers().contains(Modifier.STATIC);
                name = select.getIdentifier().toString();
                if (isStatic || on != null) {
                    name = (on == null ? operand(select.getExpression()) : on) + "." + name;
                } else {
                    operands.add(operand(select.getExpression()));
                }
            }
            call.getArguments().forEach(argument -> operands.add(operand(argument)));
            return name + "(" + String.join(", ", operands) + ")";
        } else if (tree instanceof MemberReferenceTree reference) {
            return (on == null ? operand(reference.getQualifierExpression()) : on) + "::" + reference.getName();
        }
        return tree instanceof NewClassTree made
                ? "new " + shortened(made.getIdentifier().toString())
                : SOMETHING;
    }

    /** What is passed: a name, a constant, or the name of the method that gives it. */
    String operand(ExpressionTree tree) {
        if (tree instanceof IdentifierTree || tree instanceof LiteralTree) {
            return shortened(tree.toString());
        } else if (tree instanceof ParenthesizedTree parenthesized) {
            return operand(parenthesized.getExpression());
        } else if (tree instanceof TypeCastTree cast) {
            return operand(cast.getExpression());
        } else if (tree instanceof MemberSelectTree select) {
            return select.getIdentifier().toString();
        } else if (tree instanceof ArrayAccessTree access) {
            return operand(access.getExpression()) + "[]";
        } else if (tree instanceof MethodInvocationTree call) {
            // What a layer gives is called by the layer's name.
            return call.getMethodSelect() instanceof MemberSelectTree select
                    ? select.getIdentifier().contentEquals(BodyReader.FORWARD)
                            ? operand(select.getExpression())
                            : select.getIdentifier().toString()
                    : shortened(call.getMethodSelect().toString());
        } else if (tree instanceof UnaryTree unary && unary.getExpression() instanceof LiteralTree) {
            return shortened(tree.toString());
        }
        return tree instanceof MemberReferenceTree || tree instanceof NewClassTree ? call(tree, null) : SOMETHING;
    }

    /** An argument that shapes a layer: a whole number, a name, or {@code ?}. */
    String size(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree parenthesized) {
            return size(parenthesized.getExpression());
        } else if (tree instanceof LiteralTree literal) {
            return literal.getValue() instanceof Integer number ? number.toString() : "?";
        } else if (tree instanceof IdentifierTree || tree instanceof MemberSelectTree) {
            Integer constant = constant(tree);
            return constant != null ? constant.toString() : tree instanceof IdentifierTree ? tree.toString() : "?";
        }
        return "?";
    }

    /** The whole number that a tree is, where that is plain; else null. */
    @Nullable
    Integer constant(ExpressionTree tree) {
        if (tree instanceof LiteralTree literal && literal.getValue() instanceof Integer number) {
            return number;
        }
        return (tree instanceof IdentifierTree || tree instanceof MemberSelectTree)
                        && source.element(tree) instanceof VariableElement variable
                        && variable.getConstantValue() instanceof Integer number
                ? number
                : null;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + SOMETHING;
    }

    /** The canonical name. */
    static String className(TypeElement type) {
        return type.getQualifiedName().toString();
    }
}
