package dev.halfcaf.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.body.BodyChecker;
import dev.halfcaf.processor.body.CheckOptions;
import dev.halfcaf.processor.plan.PlanKeeper;
import dev.halfcaf.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** Has each class's bodies checked when javac has analyzed them. What was generated is right by construction. */
final class BodyListener implements TaskListener {
    private final Trees trees;
    private final BodyChecker checker;
    private final CarriedOptions carried;
    private final PlanKeeper plan;
    private final List<Finding> problems;

    /** Top-level classes that javac has still to analyze. */
    private final Set<String> expected = new HashSet<>();

    private CheckOptions options;
    private @Nullable CompilationUnitTree last;

    BodyListener(JavacTask task, List<String> arguments) {
        this.trees = Trees.instance(task);
        this.checker = new BodyChecker(trees, task.getElements(), task.getTypes());
        this.carried = new CarriedOptions(task.getElements());
        PluginOptions plugin = PluginOptions.of(arguments);
        this.plan = new PlanKeeper(plugin.plan(), trees, task.getElements());
        this.options = plugin.checks();
        this.problems = new ArrayList<>(plugin.problems());
    }

    @Override
    public void finished(TaskEvent event) {
        CompilationUnitTree unit = event.getCompilationUnit();
        if (event.getKind() == TaskEvent.Kind.COMPILATION && last != null) {
            plan.conclude(last);
        } else if (unit == null) {
            return;
        } else if (event.getKind() == TaskEvent.Kind.PARSE) {
            options = carried.in(unit).and(options);
            report(unit);
            expect(unit);
        } else if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) {
            analyzed(event.getTypeElement(), unit);
        }
    }

    private void expect(CompilationUnitTree unit) {
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree tree) {
                expected.add(name(unit, tree.getSimpleName().toString()));
            }
        }
    }

    private static String name(CompilationUnitTree unit, String simpleName) {
        return unit.getPackageName() == null ? simpleName : unit.getPackageName() + "." + simpleName;
    }

    private void analyzed(TypeElement type, CompilationUnitTree unit) {
        if (!CarriedOptions.isGenerated(type)) {
            checker.check(type, unit, carried.around(type).and(options), plan);
        }
        last = unit;
        expected.remove(type.getQualifiedName().toString());
        // An error of the plan's is one with the last class at the latest, so that its class file is missing: a build
        // that looks at files then compiles again.
        if (expected.isEmpty()) {
            plan.conclude(unit);
        }
    }

    /** What is wrong with the options; they have no place of their own. */
    private void report(CompilationUnitTree unit) {
        problems.forEach(problem -> trees.printMessage(Diagnostic.Kind.ERROR, problem.text(), unit, unit));
        problems.clear();
    }
}
