package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.report.Code;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Values whose dtype nobody declared, where it matters: only under {@code strict}. */
final class UnknownDtypeCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Call call) {
            for (Operand operand : call.operands()) {
                if (matters(call, operand, words)) {
                    String dtype = dtypeFor(call, operand, words);
                    report(Judgement.at(call, operand), call.site(), operand.read(), dtype, words, findings);
                    return;
                }
            }
        } else if (fact instanceof Fact.Return returned && returned.declared() instanceof Tensors declared) {
            result(returned.expression(), returned.site(), returned.value(), declared, words, findings);
        } else if (fact instanceof Fact.Assignment given && given.declared() instanceof Tensors declared) {
            result(given.expression(), given.site(), given.value(), declared, words, findings);
        }
    }

    /** Whether an operation relies on a dtype that is open. */
    private static boolean matters(Fact.Call call, Operand operand, Words words) {
        Tensors read = operand.read();
        if (read == null || read.origin() instanceof Origin.OfMistake) {
            return false;
        }
        for (int world = 0; world < call.site().worlds().size(); world++) {
            boolean isEscaped = read.origin() instanceof Origin.OfEscaped;
            if (!call.site().isLive(world) || !read.dtypes().isOpen(world) && !isEscaped) {
                continue;
            } else if (isEscaped) {
                return true;
            }
            Dtypes required = operand.required();
            if (required != null
                    && !required.all(world).containsAll(read.dtypes().all(world))) {
                return true;
            }
            if (operand.same() && isSeveral(operand, words)) {
                return true;
            }
            for (Operand other : call.operands()) {
                if (operand.same()
                        && other.same()
                        && other.read() != null
                        && !Origin.areSame(other.read().origin(), read.origin())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it is an array of operands. */
    private static boolean isSeveral(Operand operand, Words words) {
        ExpressionTree tree = operand.tree();
        TypeMirror type = tree == null ? null : words.source().type(tree);
        return type != null && type.getKind() == TypeKind.ARRAY;
    }

    private static void result(
            Tree tree, Fact.Site site, Value value, Tensors declared, Words words, Consumer<Finding> findings) {
        Tensors given = Value.read(value);
        if (given == null || given.origin() instanceof Origin.OfMistake) {
            return;
        }
        for (int world = 0; world < site.worlds().size(); world++) {
            boolean isSame = declared.origin() instanceof Origin.OfUnknown;
            if (site.isLive(world)
                    && (isSame
                            ? !declared.origin().equals(given.origin())
                            : given.dtypes().isOpen(world)
                                    && !declared.dtypes()
                                            .all(world)
                                            .containsAll(given.dtypes().all(world)))) {
                String dtype = isSame
                        ? dtype(site, words)
                        : words.fixes().nearest(declared.dtypes(), Words.isWritten(declared), site, world);
                report(tree, site, given, dtype, words, findings);
                return;
            }
        }
    }

    private static void report(
            Tree tree, Fact.Site site, @Nullable Tensors value, String dtype, Words words, Consumer<Finding> findings) {
        if (value == null) {
            return;
        }
        Origin known = value.origin() instanceof Origin.OfElement element ? element.all() : value.origin();
        Origin.OfUnknown unknown = known instanceof Origin.OfUnknown origin ? origin : null;
        boolean isEscaped = value.origin() instanceof Origin.OfEscaped;
        boolean isQualified = isEscaped || unknown != null && takesQualifier(unknown, site, words);
        String qualifier = site.scope().inLayer() ? "@ComputeDtype" : "@Float32";
        Fix fix = isQualified || !(tree instanceof ExpressionTree expression)
                ? Fix.advice("a qualifier on the declaration, such as " + qualifier + "; or a cast.")
                : Fix.of(words.fixes().cast(expression, dtype), tree);
        findings.accept(Finding.of(
                        Code.UNKNOWN_DTYPE,
                        tree,
                        site,
                        "the dtype of " + words.text().quoted(tree) + " is not known",
                        List.of(
                                isEscaped
                                        ? "what it was taken from was given to code that may have put something else into it."
                                        : why(unknown, words) + "."),
                        List.of(fix))
                .causedBy(value.origin()));
    }

    private static String why(Origin.@Nullable OfUnknown unknown, Words words) {
        if (unknown != null && unknown.declaration() != null) {
            return unknown.declaration().getSimpleName() + " is declared without a dtype"
                    + words.reasons().lineOf(unknown.declaration());
        }
        return unknown != null && unknown.tree() != null
                ? words.text().quoted(unknown.tree()) + " declares no dtype ("
                        + words.text().line(unknown.tree()) + ")"
                : "nothing declares it";
    }

    /**
     * Whether a qualifier on what declares no dtype says which one the value has. One on a layer or on a function does not say
     * what it gives, and a layer's own methods speak of its policy, which is not known either.
     */
    private static boolean takesQualifier(Origin.OfUnknown unknown, Fact.Site site, Words words) {
        if (unknown.declaration() != null) {
            return holdsTensors(unknown.declaration().asType());
        }
        return unknown.tree() != null
                && words.source().element(unknown.tree()) instanceof ExecutableElement method
                && method.getEnclosingElement() instanceof TypeElement owner
                && (owner.equals(site.scope().type())
                        || !owner.getQualifiedName().toString().startsWith("java.") && !isLayer(owner, words));
    }

    private static boolean isLayer(TypeElement type, Words words) {
        TypeElement layer = words.source().elements().getTypeElement("dev.halfcaf.Layer");
        return layer != null && words.source().types().isSubtype(type.asType(), layer.asType());
    }

    private static boolean holdsTensors(TypeMirror type) {
        String name = type.toString();
        return type.getKind() == TypeKind.EXECUTABLE
                || (name.contains("dev.halfcaf.Tensor") || name.contains("dev.halfcaf.Operand"))
                        && !name.contains("java.util.function.");
    }

    /** Code for the dtype that would fit: that of another operand, or the one that is declared. */
    private static String dtypeFor(Fact.Call call, Operand operand, Words words) {
        int world = Integer.numberOfTrailingZeros(call.site().live());
        for (Operand other : call.operands()) {
            if (operand.same()
                    && other != operand
                    && other.same()
                    && other.read() != null
                    && (other.read().dtypes().isKnown(world) || words.fixes().isNamed(other))) {
                return words.fixes().dtypeOf(other, call.site(), world);
            }
        }
        return operand.required() == null
                ? dtype(call.site(), words)
                : words.fixes()
                        .nearest(
                                operand.required(),
                                !operand.qualifiers().dtypes().isEmpty(),
                                call.site(),
                                world);
    }

    private static String dtype(Fact.Site site, Words words) {
        return site.scope().inLayer() ? "computeDtype()" : words.fixes().dtype(Dtype.FLOAT32);
    }
}
