package dev.halfcaf.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import java.util.List;
import javax.tools.Diagnostic;

/** What a listener throws would end the compiler with "please file a bug against the Java compiler". */
final class Guard implements TaskListener {
    private final Trees trees;
    private final TaskListener guarded;
    private boolean failed;

    Guard(Trees trees, TaskListener guarded) {
        this.trees = trees;
        this.guarded = guarded;
    }

    @Override
    public void started(TaskEvent event) {
        attempt(event, () -> guarded.started(event));
    }

    @Override
    public void finished(TaskEvent event) {
        attempt(event, () -> guarded.finished(event));
    }

    private void attempt(TaskEvent event, Runnable action) {
        if (failed) {
            return;
        }
        try {
            action.run();
        } catch (Throwable e) {
            failed = true;
            String where = event.getSourceFile() == null
                    ? event.getKind().toString()
                    : event.getSourceFile().getName();
            Finding finding = new Finding(Code.INTERNAL_ERROR, null, List.of(where, e.toString()));
            if (event.getCompilationUnit() != null) {
                trees.printMessage(
                        Diagnostic.Kind.ERROR, finding.text(), event.getCompilationUnit(), event.getCompilationUnit());
            } else {
                // Without a file there is no place that javac could print at.
                System.err.println(finding.text());
            }
        }
    }
}
