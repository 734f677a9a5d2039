package dev.halfcaf.processor.body;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.flow.UnitFlow;
import dev.halfcaf.processor.plan.PlanKeeper;
import dev.halfcaf.processor.plan.PlanWarning;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** The door to the checks of bodies: one top-level class at a time, as javac has attributed it. */
public final class BodyChecker {
    private static final List<BodyCheck> CHECKS = List.of(
            new DtypeMismatchCheck(),
            new IndexDtypeCheck(),
            new HalfPrecisionLossCheck(),
            new BranchDtypeCheck(),
            new ReturnDtypeCheck(),
            new VariableDtypeCheck(),
            new ConstantCheck(),
            new PolicyConstantCheck(),
            new GivenPolicyCheck(),
            new LossyRoundTripCheck(),
            new LooseVariableCheck(),
            new SensitiveOpCheck(),
            new UncheckedConstructionCheck());

    private final Trees trees;
    private final Elements elements;
    private final Types types;

    public BodyChecker(Trees trees, Elements elements, Types types) {
        this.trees = trees;
        this.elements = elements;
        this.types = types;
    }

    /**
     * Checks the bodies of a top-level class and of all that is nested in it, and prints what it finds. It never throws:
     * a defect of the checker is a diagnostic, too.
     */
    public void check(TypeElement type, CompilationUnitTree unit, CheckOptions options, PlanKeeper plan) {
        Source source = new Source(trees, elements, types, unit, plan.isWanted());
        @Nullable ClassTree tree = null;
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree one && type.equals(source.element(one))) {
                tree = one;
            }
        }
        if (tree == null) {
            return;
        }
        try {
            List<Fact> facts = UnitFlow.facts(source, tree, type);
            List<Finding> findings = find(source, tree, type, facts, options);
            for (Finding finding : findings) {
                trees.printMessage(finding.severity().kind(), finding.text(), finding.at(), unit);
            }
            if (plan.isWanted()) {
                plan(plan, source, tree, type, facts, findings);
            }
        } catch (StackOverflowError e) {
            trees.printMessage(
                    Diagnostic.Kind.NOTE,
                    "[BodiesNotChecked] An expression in " + type.getSimpleName()
                            + " is nested too deeply for Halfcaf: the class is not checked.",
                    tree,
                    unit);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            trees.printMessage(Diagnostic.Kind.ERROR, defect(type, e), tree, unit);
        }
    }

    private static void plan(
            PlanKeeper plan,
            Source source,
            ClassTree tree,
            TypeElement type,
            List<Fact> facts,
            List<Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
            plan.giveUp();
            return;
        }
        List<PlanWarning> warnings = new ArrayList<>();
        for (Finding finding : findings) {
            TypeElement around = finding.scope().type();
            if (around != null) {
                warnings.add(new PlanWarning(around, finding.code().toString(), finding.summary(), finding.at()));
            }
        }
        plan.add(source, tree, type, facts, warnings);
    }

    private static String defect(TypeElement type, Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        return new dev.halfcaf.processor.report.Finding(
                        Code.INTERNAL_ERROR,
                        null,
                        List.of(type.getQualifiedName().toString(), e + place))
                .text();
    }

    /** What is printed about a class, in the order of its places. */
    static List<Finding> find(Source source, ClassTree tree, TypeElement type, CheckOptions options) {
        return find(source, tree, type, UnitFlow.facts(source, tree, type), options);
    }

    private static List<Finding> find(
            Source source, ClassTree tree, TypeElement type, List<Fact> facts, CheckOptions options) {
        if (facts.isEmpty()) {
            return List.of();
        }
        Words words = new Words(source);
        List<Finding> findings = new ArrayList<>(Suppressions.check(source, words.text(), tree, type, options));
        List<BodyCheck> checks = new ArrayList<>(CHECKS);
        if (options.strict()) {
            checks.add(new UnknownDtypeCheck());
        }
        for (Fact fact : facts) {
            for (BodyCheck check : checks) {
                check.check(fact, words, findings::add);
            }
        }
        findings.removeIf(Silencer::silences);
        findings.sort(Comparator.comparing(finding -> source.start(finding.at())));
        return options.apply(once(findings, source));
    }

    /** Each finding once, however many paths led to it; of those with one cause, the first. */
    private static List<Finding> once(List<Finding> findings, Source source) {
        Set<Object> seen = new HashSet<>();
        List<Finding> kept = new ArrayList<>();
        for (Finding finding : findings) {
            // Rounds of a loop can see one contradiction in two ways.
            boolean isNew = seen.add(
                    List.of(finding.code().isContradiction() ? "" : finding.code(), source.start(finding.at())));
            if (isNew && (finding.cause() == null || seen.add(List.of(finding.code(), finding.cause())))) {
                kept.add(finding);
            }
        }
        return kept;
    }
}
