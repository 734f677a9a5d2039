package dev.halfcaf.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.body.BodyChecker;
import dev.halfcaf.processor.body.CheckOptions;
import dev.halfcaf.processor.report.Finding;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Has each class's bodies checked when javac has analyzed them. What was generated is right by construction. */
final class BodyListener implements TaskListener {
    private final Trees trees;
    private final BodyChecker checker;
    private final CarriedOptions carried;
    private final List<Finding> problems;
    private CheckOptions options;

    BodyListener(JavacTask task, List<String> arguments) {
        this.trees = Trees.instance(task);
        this.checker = new BodyChecker(trees, task.getElements(), task.getTypes());
        this.carried = new CarriedOptions(task.getElements());
        PluginOptions plugin = PluginOptions.of(arguments);
        this.options = plugin.checks();
        this.problems = new ArrayList<>(plugin.problems());
    }

    @Override
    public void finished(TaskEvent event) {
        CompilationUnitTree unit = event.getCompilationUnit();
        if (unit == null) {
            return;
        }
        if (event.getKind() == TaskEvent.Kind.PARSE) {
            options = carried.in(unit).and(options);
            report(unit);
        } else if (event.getKind() == TaskEvent.Kind.ANALYZE && event.getTypeElement() != null) {
            TypeElement type = event.getTypeElement();
            if (!CarriedOptions.isGenerated(type)) {
                checker.check(type, unit, carried.around(type).and(options));
            }
        }
    }

    /** What is wrong with the options; they have no place of their own. */
    private void report(CompilationUnitTree unit) {
        problems.forEach(problem -> trees.printMessage(Diagnostic.Kind.ERROR, problem.text(), unit, unit));
        problems.clear();
    }
}
