package dev.halfcaf.processor.body;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.util.TreeScanner;
import dev.halfcaf.NearestName;
import dev.halfcaf.processor.flow.Scope;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** What stands in {@code @SuppressWarnings} for Halfcaf, and silences nothing. */
final class Suppressions {
    private static final String PREFIX = "halfcaf:";

    private final CheckOptions options;
    private final Scope scope;
    private final List<Finding> findings = new ArrayList<>();

    private Suppressions(CheckOptions options, Scope scope) {
        this.options = options;
        this.scope = scope;
    }

    /** Those in a class, in the order of their places. */
    static List<Finding> check(Source source, SourceText text, ClassTree tree, TypeElement type, CheckOptions options) {
        if (!text.contains("\"halfcaf")) {
            return List.of();
        }
        Suppressions suppressions = new Suppressions(options, new Scope(type, null, false));
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void unused) {
                if (source.element(annotation.getAnnotationType()) instanceof TypeElement one
                        && one.getQualifiedName().contentEquals("java.lang.SuppressWarnings")) {
                    annotation.getArguments().forEach(suppressions::check);
                }
                return null;
            }
        }.scan(tree, null);
        return suppressions.findings;
    }

    private void check(ExpressionTree tree) {
        if (tree instanceof AssignmentTree assignment) {
            check(assignment.getExpression());
        } else if (tree instanceof NewArrayTree several && several.getInitializers() != null) {
            several.getInitializers().forEach(this::check);
        } else if (tree instanceof LiteralTree literal
                && literal.getValue() instanceof String text
                && text.startsWith("halfcaf")) {
            check(literal, text);
        }
    }

    private void check(LiteralTree tree, String text) {
        String name = text.substring(Math.min(text.length(), PREFIX.length()));
        Code code = text.startsWith(PREFIX)
                ? Arrays.stream(Code.values())
                        .filter(one -> one.toString().equals(name))
                        .findFirst()
                        .orElse(null)
                : null;
        if (code == null) {
            String nearest = NearestName.of(
                    name,
                    Arrays.stream(Code.values())
                            .filter(Suppressions::canBeSilenced)
                            .map(Code::toString)
                            .toList());
            add(
                    tree,
                    "there is no such code",
                    "What is silenced is written \"halfcaf:<Code>\", such as \"halfcaf:SensitiveOp\".",
                    nearest == null
                            ? Fix.advice("write the code that the message has in brackets, or remove it.")
                            : Fix.of("\"" + PREFIX + nearest + "\"", tree));
        } else if (!canBeSilenced(code)
                && options.severities().of(code, Severity.ERROR).equals(Optional.of(Severity.ERROR))) {
            add(
                    tree,
                    code + " cannot be silenced",
                    code.isOfBodies()
                            ? "What it finds throws when it runs, or loses what is trained."
                            : "Where it is found, nothing can be generated or checked.",
                    Fix.advice("mend what it reports, and remove this."));
        }
    }

    private static boolean canBeSilenced(Code code) {
        return code.isAdjustable() && !code.isContradiction();
    }

    private void add(LiteralTree tree, String why, String reason, Fix fix) {
        findings.add(new Finding(
                Code.USELESS_SUPPRESSION,
                Code.USELESS_SUPPRESSION.severity(),
                tree,
                scope,
                "\"" + tree.getValue() + "\" silences nothing: " + why,
                List.of(reason),
                List.of(fix),
                null));
    }
}
