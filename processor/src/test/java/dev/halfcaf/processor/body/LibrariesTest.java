package dev.halfcaf.processor.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Severities;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker over the sources of well-known libraries. There is no tensor in them: the plugin, strict, says nothing. And
 * whatever Java they are written in, the analysis gets through it: it is forced upon them again with some of their own
 * classes in the part of tensors and layers.
 */
final class LibrariesTest {
    private static final CheckOptions STRICT = new CheckOptions(true, Severities.NONE);

    private static final List<Disguise> DISGUISES = List.of(
            new Disguise("as they are", Map.of()),
            new Disguise(
                    "every object is a tensor",
                    Map.of(
                            "dev.halfcaf.Tensor", "java.lang.Object",
                            "dev.halfcaf.Variable", "java.lang.String",
                            "dev.halfcaf.Dtype", "java.lang.Class",
                            "dev.halfcaf.Layer", "java.util.AbstractCollection")),
            new Disguise(
                    "every object is a layer",
                    Map.of(
                            "dev.halfcaf.Tensor", "java.lang.String",
                            "dev.halfcaf.Variable", "java.lang.Integer",
                            "dev.halfcaf.Policy", "java.lang.Class",
                            "dev.halfcaf.Layer", "java.lang.Object")));

    static Stream<Library> libraries() {
        return Stream.of(
                Library.of(17, "com/google/common/(base|graph|primitives|reflect|util)/.*", "guava"),
                Library.of(17, ".*", "commons-lang3"),
                // Without those that contradict the sequenced collections of Java 21.
                Library.of(17, "(?!.*(LinkedList|PatriciaTrie)).*", "commons-collections4"),
                Library.of(
                        17,
                        "(?!.*Kotlin).*",
                        "junit-platform-commons",
                        "junit-platform-engine",
                        "junit-platform-launcher"),
                Library.of(21, ".*/(search|util)/.*", "lucene-core"));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void nothingToSay(Library library) throws IOException {
        assumeTrue(library.java() <= Runtime.version().feature());
        new Run(library.sources(UnaryOperator.identity())).isSilentAndComplete();
    }

    /** Qualifiers on the parameters: now the disguised operands disagree everywhere, and messages are put into words. */
    @Test
    void qualifiedEverywhere() throws IOException {
        Library library = Library.of(17, ".*/lang3/([^/]*|(math|mutable|text|time)/.*)", "commons-lang3");
        Run run = new Run(library.sources(LibrariesTest::qualified)).isSilentAndComplete();
        assertThat(run.found).contains(Code.DTYPE_MISMATCH, Code.BRANCH_DTYPE, Code.RETURN_DTYPE, Code.UNKNOWN_DTYPE);
    }

    /** The authors write {@code final} before each parameter. */
    private static String qualified(String text) {
        return text.replaceAll("(?<!catch |for |try )\\(final ", "(@dev.halfcaf.qualifier.SameDtype final ")
                .replaceAll(
                        "(?m)(^ {4,8}[^*].*), final ",
                        "$1, @dev.halfcaf.qualifier.Float16 @dev.halfcaf.qualifier.SameDtype final ")
                .replaceAll(
                        "(?m)^    public static (?!.*\\b(class|interface|enum|void)\\b)",
                        "    @dev.halfcaf.qualifier.Int32 public static ");
    }

    /** A compilation with the plugin, and with the analysis in disguise. */
    private static final class Run implements TaskListener {
        private final List<String> messages = new ArrayList<>();
        private final List<String> defects = new ArrayList<>();
        private final Set<Code> found = EnumSet.noneOf(Code.class);
        private final TreeSet<String> analyzed = new TreeSet<>();
        private final TreeSet<String> sources = new TreeSet<>();
        private final Trees trees;
        private final JavacTask task;

        Run(List<JavaFileObject> files) throws IOException {
            files.forEach(file -> sources.add(file.getName()));
            String runtime = Path.of(Policy.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .toString();
            List<String> options = List.of(
                    "-proc:none",
                    "-nowarn",
                    "-XDrawDiagnostics",
                    "-classpath",
                    Library.classPath() + File.pathSeparator + runtime,
                    "-processorpath",
                    System.getProperty("java.class.path"),
                    "-Xplugin:Halfcaf strict");
            DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
            try (StandardJavaFileManager standard = ToolProvider.getSystemJavaCompiler()
                    .getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
                this.task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                        .getTask(null, new Discarding(standard), collector, options, null, files);
                this.trees = Trees.instance(task);
                task.addTaskListener(this);
                task.call();
            }
            for (Diagnostic<? extends JavaFileObject> diagnostic : collector.getDiagnostics()) {
                // What the library's authors ignore is none of ours; but an error of javac's would hide classes from
                // us.
                if (diagnostic.getCode().contains("proc.messager") || diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                    messages.add(diagnostic.toString());
                }
            }
        }

        Run isSilentAndComplete() {
            assertThat(messages).isEmpty();
            assertThat(defects).isEmpty();
            assertThat(analyzed).containsExactlyInAnyOrderElementsOf(sources);
            return this;
        }

        @Override
        public void finished(TaskEvent event) {
            TypeElement type = event.getTypeElement();
            if (event.getKind() != TaskEvent.Kind.ANALYZE || type == null) {
                return;
            }
            analyzed.add(event.getSourceFile().getName());
            for (Tree declaration : event.getCompilationUnit().getTypeDecls()) {
                for (Disguise disguise : DISGUISES) {
                    Source source = new Source(
                            trees, disguise.over(task.getElements()), task.getTypes(), event.getCompilationUnit());
                    if (declaration instanceof ClassTree tree && type.equals(source.element(tree))) {
                        analyze(source, tree, type, disguise);
                    }
                }
            }
        }

        private void analyze(Source source, ClassTree tree, TypeElement type, Disguise disguise) {
            try {
                for (Finding finding : BodyChecker.find(source, tree, type, STRICT)) {
                    found.add(finding.code());
                    finding.text();
                }
            } catch (RuntimeException | Error e) {
                defects.add(type + ", " + disguise.name() + ": " + e + "\n"
                        + Stream.of(e.getStackTrace())
                                .limit(16)
                                .map(Object::toString)
                                .toList());
            }
        }
    }

    /** Classes that nobody needs. */
    private static final class Discarding extends ForwardingJavaFileManager<JavaFileManager> {
        Discarding(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("discarded:///" + name.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return OutputStream.nullOutputStream();
                }
            };
        }
    }
}
