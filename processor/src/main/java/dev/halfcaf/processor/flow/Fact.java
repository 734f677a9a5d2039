package dev.halfcaf.processor.flow;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/** Something that the analysis came by, for the checks to judge. */
public sealed interface Fact {
    /** Where it is. */
    Site site();

    /**
     * A place in a body.
     *
     * @param tree what the fact is about
     * @param live the worlds that come here
     */
    record Site(Tree tree, Scope scope, Worlds worlds, int live) {
        /** Whether this world comes here. */
        public boolean isLive(int world) {
            return (live & 1 << world) != 0;
        }
    }

    /**
     * A call.
     *
     * @param qualifiers those of the method
     * @param receiver what it is called on
     * @param operands receiver and arguments of which a dtype is declared
     * @param stored the argument that a variable keeps; null where the method is none that sets a variable
     * @param agreed the dtype of the operands that have to agree, and of numbers that are rounded to it
     * @param result what it returns
     */
    record Call(
            Site site,
            ExecutableElement method,
            Qualifiers qualifiers,
            Value receiver,
            List<Operand> operands,
            @Nullable Operand stored,
            Dtypes agreed,
            Value result)
            implements Fact {
        public Call {
            operands = List.copyOf(operands);
        }

        /** Whether the result leaves the range of float16 for ordinary inputs. */
        public boolean isSensitive() {
            return qualifiers.has(Qualifiers.Qualifier.SENSITIVE) && !operands.isEmpty();
        }
    }

    /**
     * A return from a method that declares a dtype.
     *
     * @param declared what is declared, by a qualifier or by the rule for {@code forward}
     * @param isLoss whether it is a model's loss
     */
    record Return(
            Site site, ExecutableElement method, ExpressionTree expression, Value value, Value declared, boolean isLoss)
            implements Fact {}

    /**
     * A call without operands of which a dtype is declared; written down where a {@link Source} is traced.
     *
     * @param receiver what it is called on
     * @param result what it returns
     */
    record Creation(Site site, ExecutableElement method, Value receiver, Value result) implements Fact {}

    /** What {@code new} makes; written down where a {@link Source} is traced. */
    record Construction(Site site, Value made) implements Fact {}

    /** A parameter of a method, with what it is at the beginning; written down where a {@link Source} is traced. */
    record Input(Site site, VariableElement parameter, Value value) implements Fact {}

    /**
     * A layer that is made by {@code new}, or a class of layers that is declared.
     *
     * @param made what {@code new} gives; unknown for a declaration
     */
    record LayerClass(Site site, TypeElement type, Value made) implements Fact {
        /** The policy that the constructor is given; null where it is given none, or nobody knows which. */
        public Origin.PolicySite.@Nullable Given given() {
            return made instanceof Value.Policied policied
                            && policied.variable().origin() instanceof Origin.OfPolicy policy
                            && policy.site() instanceof Origin.PolicySite.Given given
                    ? given
                    : null;
        }
    }

    /** A new variable that nobody keeps. */
    record LooseVariable(Site site) implements Fact {}

    /** A field that holds variables of a dtype of their own, in a layer class. */
    record VariableField(Site site, Element field, Dtypes declared) implements Fact {}

    /** A value given to a variable or field that declares a dtype. */
    record Assignment(Site site, Element target, ExpressionTree expression, Value value, Value declared)
            implements Fact {}
}
