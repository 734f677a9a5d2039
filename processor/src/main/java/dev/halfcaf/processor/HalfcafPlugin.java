package dev.halfcaf.processor;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.Trees;
import java.util.List;

/**
 * The part of Halfcaf that javac starts by itself, wherever this jar is on the processor path or the class path. It runs
 * where processors do not, and so can tell that ours did not run.
 */
@AutoService(Plugin.class)
public final class HalfcafPlugin implements Plugin {
    @Override
    public String getName() {
        return "Halfcaf";
    }

    @Override
    public boolean autoStart() {
        return true;
    }

    @Override
    public void init(JavacTask task, String... arguments) {
        ProcessorTrace.clear();
        Trees trees = Trees.instance(task);
        task.addTaskListener(new Guard(trees, new DeclarationListener(trees, task.getElements())));
        task.addTaskListener(new Guard(trees, new BodyListener(task, List.of(arguments))));
    }
}
