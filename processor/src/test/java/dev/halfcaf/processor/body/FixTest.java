package dev.halfcaf.processor.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.flow.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each fix that is code compiles where it is pasted, and the message is gone. */
class FixTest {
    /** A fix of a sample, as the text that has it. */
    private record Pasted(String sample, String message, long line, String fix, String text) {}

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> fixesOfAllWrongPrograms() throws IOException {
        Path library = Samples.library(folder);
        List<Pasted> all = new ArrayList<>();
        for (Sample sample : Samples.in("wrong")) {
            if (sample.java() <= Runtime.version().feature()) {
                all.addAll(pasted(sample, library));
            }
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            // Files of one compilation, each in a package of its own.
            String text = all.get(i).text().replaceFirst("package (\\w+);", "package $1_" + i + ";");
            texts.put("fix" + i + "/" + all.get(i).sample(), text);
        }
        Map<String, List<Sample.Message>> messages =
                new SampleCompiler(Files.createTempDirectory(folder, "fixed"), library).compile(texts);
        List<DynamicTest> tests = new ArrayList<>();
        List<String> names = List.copyOf(texts.keySet());
        for (int i = 0; i < all.size(); i++) {
            Pasted one = all.get(i);
            List<Sample.Message> left = messages.getOrDefault(names.get(i), List.of());
            tests.add(dynamicTest(one.sample() + ":" + one.line() + " " + one.fix(), () -> compare(one, left)));
        }
        assertThat(tests).hasSizeGreaterThan(100);
        return tests.stream();
    }

    private static void compare(Pasted one, List<Sample.Message> left) {
        assertThat(left)
                .as("messages of javac itself")
                .allMatch(message -> message.lines().get(0).startsWith("["));
        // On the same line there may be another mistake, which shows now that this one is mended.
        assertThat(left.stream().filter(message -> message.line() == one.line()).map(FixTest::withoutFix))
                .doesNotContain(one.message());
    }

    private static String withoutFix(Sample.Message message) {
        return message.lines().stream()
                .filter(line -> !line.startsWith("Fix: "))
                .collect(Collectors.joining(" "));
    }

    private List<Pasted> pasted(Sample sample, Path library) throws IOException {
        String policy = sample.policies().get(0);
        String text = sample.under(policy);
        List<Pasted> all = new ArrayList<>();
        JavacTask task = new SampleCompiler(Files.createTempDirectory(folder, "wrong"), library)
                .task(Map.of(sample.name(), text));
        task.addTaskListener(new TaskListener() {
            @Override
            public void finished(TaskEvent event) {
                CompilationUnitTree unit = event.getCompilationUnit();
                if (event.getKind() != TaskEvent.Kind.ANALYZE || unit == null) {
                    return;
                }
                Source source = new Source(Trees.instance(task), task.getElements(), task.getTypes(), unit);
                for (Tree tree : unit.getTypeDecls()) {
                    if (tree instanceof ClassTree type && event.getTypeElement().equals(source.element(type))) {
                        List<Finding> findings =
                                BodyChecker.find(source, type, event.getTypeElement(), CheckOptions.DEFAULT);
                        findings.forEach(finding -> all.addAll(pasted(finding, source, sample, text)));
                    }
                }
            }
        });
        task.call();
        return all;
    }

    private static List<Pasted> pasted(Finding finding, Source source, Sample sample, String text) {
        List<Pasted> all = new ArrayList<>();
        String message = Arrays.stream(finding.text().split("\n"))
                .map(String::strip)
                .filter(one -> !one.startsWith("Fix: "))
                .collect(Collectors.joining(" "));
        for (Fix fix : finding.fixes()) {
            Tree replaced = fix.replaced();
            String code = fix.code();
            if (code != null && replaced != null && source.end(replaced) <= text.length()) {
                String fixed = text.substring(0, (int) source.start(replaced))
                        + code
                        + text.substring((int) source.end(replaced));
                all.add(new Pasted(sample.name(), message, line(finding, source), code, fixed));
            }
        }
        return all;
    }

    private static long line(Finding finding, Source source) {
        return source.unit().getLineMap().getLineNumber(source.start(finding.at()));
    }
}
