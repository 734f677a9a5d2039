package dev.halfcaf.processor.body;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Members;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Scope;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.flow.Value;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Code that mends a mistake, as it can be pasted. */
final class Fixes {
    private static final String QUALIFIERS = "dev.halfcaf.qualifier.";

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
    String tensor(ExpressionTree tree) {
        String code = text.of(tree);
        boolean primary = tree instanceof IdentifierTree
                || tree instanceof MemberSelectTree
                || tree instanceof MethodInvocationTree
                || tree instanceof NewClassTree
                || tree instanceof ArrayAccessTree
                || tree instanceof ParenthesizedTree;
        String whole = primary ? code : "(" + code + ")";
        return isTensor(tree) ? whole : whole + ".asTensor()";
    }

    /** An operand without the cast that was the mistake; null if there was none. */
    @Nullable
    Fix undone(Operand operand, Dtypes wanted, int world) {
        return operand.read() == null || operand.tree() == null
                ? null
                : undone(operand.tree(), operand.read(), wanted, world);
    }

    /** The same for any expression. */
    @Nullable
    Fix undone(ExpressionTree tree, Value.Tensors value, Dtypes wanted, int world) {
        Value.Tensors before = value.trace().before();
        return before != null
                        && value.trace().cast() == tree
                        && tree instanceof MethodInvocationTree call
                        && call.getMethodSelect() instanceof MemberSelectTree select
                        && before.dtypes().isKnown(world)
                        && wanted.all(world).contains(before.dtypes().known(world))
                ? Fix.of(text.of(select.getExpression()), tree)
                : null;
    }

    /** Whether an operand is a tensor in a variable, whose {@code dtype()} can be asked for in code. */
    boolean isNamed(Operand operand) {
        return operand.tree() instanceof IdentifierTree name && isTensor(name);
    }

    /** Code for the dtype that an operand has. */
    String dtypeOf(Operand operand, Fact.Site site, int world) {
        if (operand.tree() instanceof IdentifierTree name && isNamed(operand)) {
            return text.of(name) + ".dtype()";
        }
        // What is declared in a dtype stays in it under another policy.
        return operand.read() != null
                        && Words.isFixed(operand.read())
                        && operand.read().dtypes().isKnown(world)
                ? dtype(operand.read().dtypes().known(world))
                : dtype(Clash.dtypes(operand), site, world);
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

    /**
     * Code for the dtype that is required and fits best.
     *
     * @param isWritten whether a qualifier says which one it is; else it is that of a policy
     */
    String nearest(Dtypes required, boolean isWritten, Fact.Site site, int world) {
        if (required.isKnown(world)) {
            return isWritten ? dtype(required.known(world)) : dtype(required, site, world);
        }
        List<Dtype> all = required.all(world);
        Dtype best = all.contains(Dtype.FLOAT32) ? Dtype.FLOAT32 : all.get(0);
        return dtype(best);
    }

    /** A parameter declared to hold integers, where that is what an operand is; else null. */
    @Nullable
    Fix integerParameter(Operand operand) {
        Element parameter =
                operand.read() == null ? null : unqualified(operand.read().origin());
        if (parameter != null
                && parameter.getKind() == ElementKind.PARAMETER
                && source.isHere(parameter)
                && !isQualified(parameter)) {
            Tree declaration = source.trees().getTree(parameter);
            return Fix.declaration(qualifier("Int32") + " " + text.of(declaration), declaration);
        }
        return null;
    }

    /** The declaration without a qualifier that an origin speaks of, or null. */
    private static @Nullable Element unqualified(Origin origin) {
        if (origin instanceof Origin.OfPolicy policy) {
            return policy.subject();
        }
        return origin instanceof Origin.OfDeclaration declaration
                        && declaration.rule().equals("loss")
                ? declaration.declaration()
                : null;
    }

    /** A method declared to return what it returns, where that is one dtype and nothing else is declared; else null. */
    @Nullable
    Fix returnQualifier(Fact.Return fact, Dtypes given, int world) {
        Tree declaration = source.trees().getTree(fact.method());
        for (int other = 0; other < fact.site().worlds().size(); other++) {
            if (!given.isKnown(other) || given.known(other) != given.known(world)) {
                return null;
            }
        }
        if (fact.isLoss() || !(declaration instanceof MethodTree method) || isQualified(fact.method())) {
            return null;
        }
        String name = given.known(world).isFloating() && given.known(world) == Dtype.BFLOAT16
                ? "BFloat16"
                : Character.toUpperCase(given.known(world).toString().charAt(0))
                        + given.known(world).toString().substring(1);
        return Fix.declaration(qualifier(name) + " " + text.of(method.getReturnType()), method.getReturnType());
    }

    private static boolean isQualified(Element declaration) {
        return declaration.getAnnotationMirrors().stream()
                .anyMatch(mirror -> mirror.getAnnotationType().toString().startsWith(QUALIFIERS));
    }

    private String qualifier(String name) {
        for (ImportTree one : source.unit().getImports()) {
            String imported = one.getQualifiedIdentifier().toString();
            if (imported.equals(QUALIFIERS + name) || imported.equals(QUALIFIERS + "*")) {
                return "@" + name;
            }
        }
        return "@" + QUALIFIERS + name;
    }

    /** A variable's value in full precision, in place of one that it is read in. */
    String fullPrecision(ExpressionTree read) {
        ExpressionTree variable =
                read instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree select
                        ? select.getExpression()
                        : read;
        return text.of(variable) + ".value()";
    }

    /** Code for a dtype. */
    String dtype(Dtype dtype) {
        return named("Dtype") + "." + dtype.name();
    }

    /** Code for the class of tensors. */
    String tensorClass() {
        return named("Tensor");
    }

    private String named(String type) {
        return imports("dev.halfcaf." + type) ? type : "dev.halfcaf." + type;
    }

    private boolean imports(String type) {
        for (ImportTree one : source.unit().getImports()) {
            String name = one.getQualifiedIdentifier().toString();
            if (!one.isStatic() && (name.equals(type) || name.equals("dev.halfcaf.*"))) {
                return true;
            }
        }
        return source.unit().getPackageName() != null
                && source.unit().getPackageName().toString().equals("dev.halfcaf");
    }

    /** The factory that made an operand, told the dtype; null if it was not made so, or the factory takes none. */
    @Nullable
    Fix factory(Origin origin, Operand like, Fact.Site site, int world) {
        if (!(origin instanceof Origin.OfResult made)
                || !(made.call() instanceof MethodInvocationTree call)
                || !isIn(call, site)
                || !hasVariantWithDtype(made.method())) {
            return null;
        }
        boolean isInScope = like.tree() instanceof IdentifierTree name
                && source.element(name) instanceof VariableElement variable
                && source.isHere(variable)
                && source.start(source.trees().getTree(variable)) < source.start(call);
        String dtype = isInScope ? dtypeOf(like, site, world) : dtype(Clash.dtypes(like), site, world);
        String arguments = call.getArguments().stream().map(text::of).collect(Collectors.joining(", "));
        return Fix.of(
                text.of(call.getMethodSelect()) + "(" + (arguments.isEmpty() ? "" : arguments + ", ") + dtype + ")",
                call);
    }

    /** Whether a factory made an operand, which could have been told a dtype. */
    boolean isFactoryMade(Operand operand) {
        return operand.read() != null
                && operand.read().origin() instanceof Origin.OfResult made
                && hasVariantWithDtype(made.method());
    }

    /** Whether a tree stands in the same method as a place, and before it or within. */
    private boolean isIn(Tree tree, Fact.Site site) {
        for (@Nullable Scope scope = site.scope(); scope != null; scope = scope.outer()) {
            if (scope.element() instanceof ExecutableElement method) {
                Tree around = source.trees().getTree(method);
                return around != null
                        && source.start(around) <= source.start(tree)
                        && source.end(tree) <= source.end(around);
            }
        }
        return false;
    }

    /** Whether there is a method with the same parameters and a dtype behind them. */
    private boolean hasVariantWithDtype(ExecutableElement method) {
        List<TypeMirror> types =
                method.getParameters().stream().map(VariableElement::asType).toList();
        return ElementFilter.methodsIn(Members.owner(method).getEnclosedElements()).stream()
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

    static boolean declaresResultDtype(VariableElement parameter) {
        return declares(parameter, "ResultDtype");
    }

    static boolean declares(Element declaration, String qualifier) {
        return declaration.getAnnotationMirrors().stream()
                .anyMatch(mirror -> mirror.getAnnotationType().toString().equals(QUALIFIERS + qualifier));
    }

    boolean isTensor(ExpressionTree tree) {
        return source.type(tree) instanceof DeclaredType type
                && type.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals("dev.halfcaf.Tensor");
    }
}
