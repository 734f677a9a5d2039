package dev.halfcaf.processor;

import com.google.auto.service.AutoService;
import dev.halfcaf.processor.check.AnnotationChecks;
import dev.halfcaf.processor.describe.BodyOptions;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.read.LayerReader;
import dev.halfcaf.processor.read.PendingWrappers;
import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import dev.halfcaf.processor.report.Place;
import dev.halfcaf.processor.report.Reporter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import net.ltgt.gradle.incap.IncrementalAnnotationProcessor;
import net.ltgt.gradle.incap.IncrementalAnnotationProcessorType;
import org.jspecify.annotations.Nullable;

/**
 * Checks annotated classes and generates their casting wrappers and train steps.
 *
 * <p>Isolating: each file comes from one class, and from what its header and the headers of the types in it reach. Gradle
 * recompiles the classes of a package when its package-info changes (gradle/gradle#6037), and all when the module-info or an
 * option does. What it does not see is a policy on a package <em>above</em> that of the class: after a change there, a clean
 * build is needed.
 */
@AutoService(Processor.class)
@IncrementalAnnotationProcessor(IncrementalAnnotationProcessorType.ISOLATING)
public final class HalfcafProcessor extends AbstractProcessor {
    private @Nullable Reporter reporter;
    private @Nullable LayerCompiler compiler;
    private ProcessorOptions options = ProcessorOptions.of(Map.of());

    /** Classes that wait for types which another processor may generate. */
    private final Set<String> waiting = new TreeSet<>();

    private boolean first = true;

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        options = ProcessorOptions.of(environment.getOptions());
        reporter = new Reporter(environment.getMessager(), options.severities());
        compiler = new LayerCompiler(environment.getFiler(), reporter);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        // The last one stands in what we generate; javac -Xlint:processing asks that somebody claims it.
        return Set.of("dev.halfcaf.*", "javax.annotation.processing.Generated");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return ProcessorOptions.names();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!round.processingOver()) {
            if (first) {
                ProcessorTrace.leave();
                reportOnEnvironment();
            }
            processElements(round);
            first = false;
        }
        return true;
    }

    private void reportOnEnvironment() {
        options.problems().forEach(reporter()::print);
        String option = processingEnv.getOptions().get(PolicyReader.OPTION);
        if (option != null) {
            reporter().print(AnnotationChecks.ofOption(PolicyReader.OPTION, option));
        }
        if (processingEnv.getElementUtils().getClass().getName().startsWith("org.eclipse.jdt.")) {
            reporter().print(new Finding(Code.BODIES_NOT_CHECKED, null, List.of()));
        }
    }

    private void processElements(RoundEnvironment round) {
        Elements elements = processingEnv.getElementUtils();
        Set<Element> annotated = new LinkedHashSet<>(annotated(round, AnnotationReader.DTYPE_POLICY));
        Map<String, TypeElement> types = new TreeMap<>();
        for (String name : waiting) {
            TypeElement type = elements.getTypeElement(name);
            if (type != null) {
                types.put(name, type);
            }
        }
        ElementFilter.typesIn(annotated)
                .forEach(type -> types.put(type.getQualifiedName().toString(), type));
        LayerReader reader = new LayerReader(
                elements,
                processingEnv.getTypeUtils(),
                new PolicyReader(elements, processingEnv.getOptions().get(PolicyReader.OPTION)),
                new BodyOptions(options.strict(), options.severities().toString()),
                new PendingWrappers(types.values()));

        for (Element element : annotated) {
            if (element instanceof TypeElement || element instanceof VariableElement) {
                continue;
            }
            guarded(element, () -> compiler().checkSurroundings(element));
        }
        boolean last = !first && !othersGenerate(round);
        waiting.clear();
        types.forEach((name, type) -> guarded(type, () -> {
            if (!compiler().compile(type, reader, last)) {
                waiting.add(name);
            }
        }));
        annotated.addAll(annotated(round, AnnotationReader.NON_TRAINABLE));
        inOrder(ElementFilter.fieldsIn(annotated))
                .forEach(field -> guarded(field, () -> compiler().checkField(field, reader)));
        inOrder(ElementFilter.methodsIn(new LinkedHashSet<>(annotated(round, AnnotationReader.ENTRY_METHOD))))
                .forEach(method -> guarded(method, () -> compiler().checkMethod(method, reader)));
    }

    private Set<? extends Element> annotated(RoundEnvironment round, String annotation) {
        TypeElement type = processingEnv.getElementUtils().getTypeElement(annotation);
        return type == null ? Set.of() : round.getElementsAnnotatedWith(type);
    }

    /** The compiler gives elements in the order of files; messages shall not depend on it. */
    private static <E extends Element> List<E> inOrder(Set<E> members) {
        Map<String, List<E>> byClass = new TreeMap<>();
        for (E member : members) {
            byClass.computeIfAbsent(String.valueOf(member.getEnclosingElement()), name -> new ArrayList<>())
                    .add(member);
        }
        return byClass.values().stream().flatMap(List::stream).toList();
    }

    /** Whether a class of this round is another processor's work: then it may generate more. */
    private boolean othersGenerate(RoundEnvironment round) {
        return ElementFilter.typesIn(round.getRootElements()).stream()
                .anyMatch(type -> !compiler().generated(type.getQualifiedName().toString()));
    }

    private interface Work {
        void run() throws Exception;
    }

    /** No exception reaches the compiler, which would print its trace and stop. */
    private void guarded(Element element, Work work) {
        try {
            work.run();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            boolean missing = e.getClass().getSimpleName().equals("CompletionFailure");
            reporter()
                    .print(new Finding(
                            missing ? Code.MISSING_CLASS : Code.INTERNAL_ERROR,
                            Place.of(element),
                            List.of(
                                    element.getSimpleName().toString(),
                                    missing ? String.valueOf(e.getMessage()) : e.toString())));
        }
    }

    private Reporter reporter() {
        if (reporter == null) {
            throw new IllegalStateException("init comes first");
        }
        return reporter;
    }

    private LayerCompiler compiler() {
        if (compiler == null) {
            throw new IllegalStateException("init comes first");
        }
        return compiler;
    }
}
