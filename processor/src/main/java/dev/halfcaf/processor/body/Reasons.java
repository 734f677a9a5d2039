package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Source;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Why a value has its dtype, in words. */
final class Reasons {
    private static final String DTYPE_POLICY = "dev.halfcaf.DtypePolicy";

    private final Source source;
    private final SourceText text;

    Reasons(Source source, SourceText text) {
        this.source = source;
        this.text = text;
    }

    /** A declaration's reason. */
    List<String> lines(String subject, String verb, Dtypes dtypes, Origin origin, Fact.Site site, int world) {
        return lines(subject, verb, null, dtypes, origin, site, world);
    }

    /** The line of a declaration, if it is in this file. */
    String lineOf(Element declaration) {
        Tree tree = source.isHere(declaration) ? source.trees().getTree(declaration) : null;
        return tree == null ? "" : line(tree);
    }

    /** A line for each path that brings a dtype of its own. */
    List<String> lines(
            String subject,
            String verb,
            @Nullable ExpressionTree tree,
            Dtypes dtypes,
            Origin origin,
            Fact.Site site,
            int world) {
        if (origin instanceof Origin.OfPaths joined && dtypes.isSplit(world)) {
            List<String> lines = new ArrayList<>();
            for (Origin.Path path : joined.paths()) {
                if (path.dtypes().isKnown(world)) {
                    lines.add(subject + " is " + Words.dtype(path.dtypes(), world) + " on "
                            + (lines.isEmpty() ? "one path: " : "another: ")
                            + why(path.origin(), path.dtypes(), null, site, world));
                }
            }
            return lines;
        }
        String why = why(origin, dtypes, tree, site, world);
        return List.of(
                why.startsWith(subject + " makes ") || why.startsWith(subject + " gives ")
                        ? why
                        : subject + " " + verb + " " + Words.dtype(dtypes, world) + (why.isEmpty() ? "" : ": " + why));
    }

    private String why(Origin origin, Dtypes dtypes, @Nullable Tree at, Fact.Site site, int world) {
        if (origin instanceof Origin.OfPolicy policy) {
            return ofPolicy(policy, site, world);
        } else if (origin instanceof Origin.OfDeclaration declaration) {
            return ofDeclaration(declaration);
        } else if (origin instanceof Origin.OfResult result) {
            return text.quoted(result.call())
                    + verb(result.method())
                    + Words.dtype(dtypes, world)
                    + line(result.call());
        } else if (origin instanceof Origin.OfArgument argument) {
            boolean isStatic = argument.method().getModifiers().contains(Modifier.STATIC);
            return isStatic
                    ? text.quoted(argument.call()) + " makes " + Words.dtype(dtypes, world) + line(argument.call())
                    : argument.method().getSimpleName() + " to " + Words.dtype(dtypes, world) + line(argument.call());
        } else if (origin instanceof Origin.OfGuard guard) {
            return "inside of " + text.quoted(guard.condition()) + line(guard.condition());
        } else if (origin instanceof Origin.OfPaths joined) {
            for (Origin.Path path : joined.paths()) {
                if (path.dtypes().isKnown(world) && path.dtypes().agrees(dtypes, world)) {
                    return why(path.origin(), dtypes, at, site, world);
                }
            }
        }
        return "";
    }

    /** A factory makes a tensor; a method of a tensor gives one. */
    private static String verb(ExecutableElement method) {
        return method.getModifiers().contains(Modifier.STATIC) ? " makes " : " gives ";
    }

    private String line(Tree tree) {
        return " (" + text.line(tree) + ")";
    }

    private String ofPolicy(Origin.OfPolicy policy, Fact.Site site, int world) {
        Element subject = policy.subject();
        String prefix = subject != null
                        && subject.getKind() == ElementKind.FIELD
                        && policy.part() == Origin.OfPolicy.Part.COMPUTE
                ? "a variable, read in the "
                : "";
        String dtype = policy.part().toString();
        if (policy.site() instanceof Origin.PolicySite.Given given) {
            return prefix + dtype + " of policy '" + given.policy() + "' (" + given.where() + ", "
                    + text.line(given.tree()) + ")";
        }
        TypeElement owner = policy.owner();
        if (owner == null) {
            return prefix + dtype;
        }
        boolean own = owner.equals(site.worlds().owner());
        if (own && !site.worlds().named()) {
            return prefix + dtype + " of " + owner.getSimpleName() + ", which takes its policy from its surroundings"
                    + place(owner, "");
        }
        String name = policy.site() instanceof Origin.PolicySite.OwnClass named ? named.policy() : null;
        return prefix
                + dtype
                + (name == null ? " of class " : " of policy '" + name + "' (class ")
                + owner.getSimpleName()
                + (name == null ? "" : place(owner, ", ") + ")");
    }

    /** The line of a class's annotation, if it is in this file. */
    private String place(TypeElement owner, String before) {
        for (AnnotationMirror mirror : owner.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().asElement() instanceof TypeElement type
                    && type.getQualifiedName().contentEquals(DTYPE_POLICY)) {
                Tree tree = source.trees().getTree(owner, mirror);
                if (tree != null && source.isHere(owner)) {
                    return before.isEmpty() ? " (" + text.line(tree) + ")" : before + text.line(tree);
                }
            }
        }
        return "";
    }

    private String ofDeclaration(Origin.OfDeclaration declaration) {
        Element element = declaration.declaration();
        if (declaration.rule().equals("loss")) {
            return element.getKind() == ElementKind.PARAMETER
                    ? "loss takes floating tensors in full precision"
                    : "a loss is computed in full precision";
        }
        return "declared " + declaration.rule() + lineOf(element);
    }
}
