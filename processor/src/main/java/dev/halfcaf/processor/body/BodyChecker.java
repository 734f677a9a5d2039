package dev.halfcaf.processor.body;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.flow.UnitFlow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The door to the checks of bodies: one top-level class at a time, as javac has attributed it. */
public final class BodyChecker {
    private static final List<BodyCheck> CHECKS = List.of(new DtypeMismatchCheck());

    private final Trees trees;
    private final Elements elements;
    private final Types types;

    public BodyChecker(Trees trees, Elements elements, Types types) {
        this.trees = trees;
        this.elements = elements;
        this.types = types;
    }

    /** Checks the bodies of a top-level class and of all that is nested in it. */
    public void check(TypeElement type, CompilationUnitTree unit) {
        Source source = new Source(trees, elements, types, unit);
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree tree && type.equals(source.element(tree))) {
                print(find(source, tree, type), source);
            }
        }
    }

    private static List<Finding> find(Source source, ClassTree tree, TypeElement type) {
        List<Fact> facts = UnitFlow.facts(source, tree, type);
        List<Finding> findings = new ArrayList<>();
        Words words = new Words(source);
        for (Fact fact : facts) {
            for (BodyCheck check : CHECKS) {
                check.check(fact, words, findings::add);
            }
        }
        return findings;
    }

    private void print(List<Finding> findings, Source source) {
        Set<String> printed = new HashSet<>();
        findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> source.start(finding.at())))
                .filter(finding -> printed.add(source.start(finding.at()) + finding.text()))
                .forEach(finding ->
                        trees.printMessage(finding.severity().kind(), finding.text(), finding.at(), source.unit()));
    }
}
