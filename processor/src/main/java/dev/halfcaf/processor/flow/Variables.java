package dev.halfcaf.processor.flow;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reading and writing variables and fields. */
final class Variables {
    private final BodyFlow body;

    Variables(BodyFlow body) {
        this.body = body;
    }

    /** The value of a variable or field that is reached without a receiver, or by {@code this}. */
    Value read(VariableElement variable) {
        Value value = body.state().get(variable);
        if (value != null) {
            return value;
        }
        Object constant = variable.getConstantValue();
        if (constant != null) {
            return Constants.of(constant);
        } else if (variable.getKind() == ElementKind.ENUM_CONSTANT) {
            return Value.UNKNOWN;
        } else if (isField(variable)) {
            return body.owner().field(variable);
        }
        return body.kinds().isTracked(variable.asType()) ? declared(variable) : Value.UNKNOWN;
    }

    private Value declared(VariableElement variable) {
        return body.declarations()
                .value(variable.asType(), variable, body.owner().self(), null);
    }

    static boolean isField(Element element) {
        return element.getKind() == ElementKind.FIELD;
    }

    /** The declaration of a local variable. */
    void declare(VariableTree tree) {
        ExpressionTree initializer = tree.getInitializer();
        if (body.source().element(tree) instanceof VariableElement variable) {
            Scope outer = body.scope();
            body.enter(variable);
            if (initializer != null) {
                Value value = body.evaluate(initializer);
                assign(variable, value, initializer);
            }
            body.leave(outer);
        } else if (initializer != null) {
            body.evaluate(initializer);
        }
    }

    /** Gives a variable a value that comes from outside: a parameter, a pattern, an element of what a loop runs over. */
    void bind(VariableElement variable, Value value) {
        if (!body.kinds().isTracked(variable.asType())) {
            return;
        }
        Value declared = declared(variable);
        body.state().set(variable, saysDtype(variable) ? declared : orDeclared(value, declared));
    }

    private static Value orDeclared(Value value, Value declared) {
        return value instanceof Value.Other ? declared : value;
    }

    private boolean saysDtype(Element variable) {
        return body.declarations().qualifiers(variable).sayDtype();
    }

    /** An assignment; the value of the expression is that of the variable after it. */
    Value assign(ExpressionTree target, Value value, @Nullable ExpressionTree expression) {
        if (target instanceof ParenthesizedTree parenthesized) {
            return assign(parenthesized.getExpression(), value, expression);
        } else if (target instanceof ArrayAccessTree access) {
            body.evaluate(access.getIndex());
            mix(access.getExpression(), value);
            return value;
        } else if (target instanceof IdentifierTree || isOfThis(target)) {
            return body.source().element(target) instanceof VariableElement variable
                    ? assign(variable, value, expression)
                    : value;
        } else if (target instanceof MemberSelectTree select) {
            body.evaluate(select.getExpression());
            if (expression != null
                    && body.source().element(select) instanceof VariableElement field
                    && saysDtype(field)) {
                Value declared = body.declarations().value(field.asType(), field, null, null);
                body.record(new Fact.Assignment(body.site(select), field, expression, value, declared));
            }
        }
        return value;
    }

    static boolean isOfThis(ExpressionTree target) {
        return target instanceof MemberSelectTree select
                && select.getExpression() instanceof IdentifierTree name
                && (name.getName().contentEquals("this") || name.getName().contentEquals("super"));
    }

    private Value assign(VariableElement variable, Value value, @Nullable ExpressionTree expression) {
        Value kept = value;
        if (saysDtype(variable) && body.kinds().of(variable.asType()) == Kinds.Kind.TENSOR) {
            Value declared = declared(variable);
            if (expression != null) {
                body.record(new Fact.Assignment(body.site(expression), variable, expression, value, declared));
            }
            kept = narrowed(value, declared);
        } else if (value instanceof Value.Constant constant) {
            kept = Constants.converted(constant, variable.asType());
        } else if (isAutocast(variable)) {
            kept = declared(variable);
        } else if (value instanceof Value.NewVariable made) {
            body.owner().newVariables().readOnly(made);
        } else if (value instanceof Value.Fresh) {
            kept = isField(variable) ? body.owner().owned(variable) : value;
        } else if (value instanceof Value.Other && body.kinds().isTracked(variable.asType())) {
            kept = declared(variable);
        }
        body.state().set(variable, kept);
        body.jumps().mayThrow(body.state());
        return kept;
    }

    /** A variable gets its dtypes from the field that it is assigned to, whatever made it. */
    private boolean isAutocast(VariableElement variable) {
        return isField(variable) && body.kinds().of(variable.asType()) == Kinds.Kind.VARIABLE;
    }

    /** What is declared, or what is known more exactly. */
    private static Value narrowed(Value value, Value declared) {
        Value.Tensors given = Value.read(value);
        if (given == null || !(declared instanceof Value.Tensors said)) {
            return declared;
        }
        boolean isMoreExact =
                said.dtypes().meet(given.dtypes()).bits() == given.dtypes().bits();
        // Another value of an open dtype is another one.
        return new Value.Tensors(
                isMoreExact ? given.dtypes() : said.dtypes(),
                isMoreExact && !said.dtypes().isKnown() ? given.origin() : said.origin(),
                given.trace());
    }

    /** Something is put into what a variable holds: an array, a collection. */
    void mix(ExpressionTree holder, Value value) {
        ExpressionTree target = holder;
        while (target instanceof ParenthesizedTree || target instanceof ArrayAccessTree) {
            target = target instanceof ParenthesizedTree parenthesized
                    ? parenthesized.getExpression()
                    : ((ArrayAccessTree) target).getExpression();
        }
        if ((target instanceof IdentifierTree || isOfThis(target))
                && body.source().element(target) instanceof VariableElement variable
                && !saysDtype(variable)
                && body.kinds().isTracked(variable.asType())) {
            Value taken = value instanceof Value.Fresh && isField(variable)
                    ? body.owner().owned(variable)
                    : value;
            Value before = read(variable);
            Value after = Value.blur(before, taken);
            body.state().set(variable, after);
            if (!(before instanceof Value.Nothing)) {
                // Another name of the same holder.
                body.state()
                        .values()
                        .replaceAll((other, held) ->
                                held == before && !body.kinds().isTensor(other.asType()) ? after : held);
            }
            body.jumps().mayThrow(body.state());
        }
    }

    /** Code that is not seen may change what a variable holds: its elements are what they were, as far as anybody knows. */
    void escape(ExpressionTree holder) {
        if (holder instanceof IdentifierTree && body.source().element(holder) instanceof VariableElement variable) {
            escape(variable);
        }
    }

    /** The same of all that code which runs later can reach. */
    void escapeAll() {
        new ArrayList<>(body.state().values().keySet()).forEach(this::escape);
    }

    private void escape(Element variable) {
        if (!saysDtype(variable)
                && body.kinds().isHolder(variable.asType(), body.source())
                && body.state().get(variable) instanceof Value.Tensors held
                && !(held.origin() instanceof Origin.OfEscaped)) {
            body.state()
                    .set(variable, new Value.Tensors(held.dtypes(), new Origin.OfEscaped(held.origin()), held.trace()));
        }
    }

    /** Code that is not seen may have changed the fields of this object. */
    void forgetFields() {
        for (Element variable : new ArrayList<>(body.state().values().keySet())) {
            if (isField(variable) && !variable.getModifiers().contains(Modifier.FINAL)) {
                body.state().forget(variable);
            }
        }
    }

    /** Whether the type is one of numbers with a fraction. */
    static boolean isFractional(TypeMirror type) {
        return type.getKind() == TypeKind.FLOAT || type.getKind() == TypeKind.DOUBLE;
    }
}
