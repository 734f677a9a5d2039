package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Source;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Code that mends a mistake, as it can be pasted. */
final class Fixes {
    private final Source source;
    private final SourceText text;

    Fixes(Source source, SourceText text) {
        this.source = source;
        this.text = text;
    }

    /** An expression cast to a dtype that is written as code. */
    String cast(ExpressionTree tree, String dtype) {
        return tensor(tree) + ".cast(" + dtype + ")";
    }

    /** The expression as a tensor, of which methods can be called. */
    private String tensor(ExpressionTree tree) {
        String code = text.of(tree);
        boolean primary = tree instanceof IdentifierTree
                || tree instanceof MemberSelectTree
                || tree instanceof MethodInvocationTree
                || tree instanceof NewClassTree
                || tree instanceof ParenthesizedTree;
        String whole = primary ? code : "(" + code + ")";
        return isTensor(tree) ? whole : whole + ".asTensor()";
    }

    /** Code for the dtype that an operand has. */
    String dtypeOf(Operand operand, Fact.Site site, int world) {
        ExpressionTree tree = operand.tree();
        if (tree instanceof IdentifierTree && isTensor(tree)) {
            return text.of(tree) + ".dtype()";
        }
        return dtype(Clash.dtypes(operand), site, world);
    }

    /** Code for a dtype: what holds in all worlds, if there is that. */
    String dtype(Dtypes dtypes, Fact.Site site, int world) {
        if (site.scope().inLayer() && site.worlds().isCompute(dtypes, site.live())) {
            return "computeDtype()";
        } else if (site.scope().inLayer() && site.worlds().isVariable(dtypes, site.live())) {
            return "variableDtype()";
        }
        return dtype(dtypes.known(world));
    }

    /** Code for the dtype among those required that an operand is best cast to. */
    String nearest(Dtypes required, Operand operand, Fact.Site site, int world) {
        if (required.isKnown(world)) {
            return dtype(required, site, world);
        }
        List<Dtype> all = required.all(world);
        Dtype best = all.contains(Dtype.FLOAT32) ? Dtype.FLOAT32 : all.get(0);
        return dtype(best);
    }

    /** Code for a dtype. */
    String dtype(Dtype dtype) {
        return (importsDtype() ? "Dtype." : "dev.halfcaf.Dtype.") + dtype.name();
    }

    private boolean importsDtype() {
        for (ImportTree one : source.unit().getImports()) {
            String name = one.getQualifiedIdentifier().toString();
            if (!one.isStatic() && (name.equals("dev.halfcaf.Dtype") || name.equals("dev.halfcaf.*"))) {
                return true;
            }
        }
        return source.unit().getPackageName() != null
                && source.unit().getPackageName().toString().equals("dev.halfcaf");
    }

    /** The factory that made an operand, told the dtype; null if it was not made so, or the factory takes none. */
    @Nullable
    String factory(Origin origin, String dtype) {
        if (!(origin instanceof Origin.OfResult made)
                || !(made.call() instanceof MethodInvocationTree call)
                || !hasVariantWithDtype(made.method())) {
            return null;
        }
        String arguments = call.getArguments().stream().map(text::of).collect(Collectors.joining(", "));
        return text.of(call.getMethodSelect()) + "(" + (arguments.isEmpty() ? "" : arguments + ", ") + dtype + ")";
    }

    /** Whether there is a method with the same parameters and a dtype behind them. */
    private boolean hasVariantWithDtype(ExecutableElement method) {
        List<TypeMirror> types =
                method.getParameters().stream().map(VariableElement::asType).toList();
        return ElementFilter.methodsIn(method.getEnclosingElement().getEnclosedElements()).stream()
                .filter(other -> other.getSimpleName().equals(method.getSimpleName()))
                .anyMatch(other -> takesMore(other, types));
    }

    private boolean takesMore(ExecutableElement other, List<TypeMirror> types) {
        List<? extends VariableElement> parameters = other.getParameters();
        if (parameters.size() != types.size() + 1 || !declaresResultDtype(parameters.get(types.size()))) {
            return false;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!source.types().isSameType(parameters.get(i).asType(), types.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean declaresResultDtype(VariableElement parameter) {
        return parameter.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals("ResultDtype"));
    }

    private boolean isTensor(ExpressionTree tree) {
        return source.type(tree) instanceof DeclaredType type
                && type.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals("dev.halfcaf.Tensor");
    }
}
