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
    private static final String STRICT = "halfcaf.strict";
    private static final String SEVERITY = "halfcaf.severity";
    private static final List<String> OF_THE_PLUGIN = List.of("halfcaf.plan", "halfcaf.plan.check");

    private @Nullable Reporter reporter;
    private @Nullable LayerCompiler compiler;

    /** Classes that wait for types which another processor may generate. */
    private final Set<String> waiting = new TreeSet<>();

    private boolean first = true;

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        reporter = new Reporter(environment.getMessager());
        compiler = new LayerCompiler(environment.getFiler(), reporter);
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        // The last one stands in what we generate; javac -Xlint:processing asks that somebody claims it.
        return Set.of("dev.halfcaf.*", "javax.annotation.processing.Generated");
    }

    @Override
    public Set<String> getSupportedOptions() {
        Set<String> options = new TreeSet<>(List.of(PolicyReader.OPTION, STRICT, SEVERITY));
        options.addAll(OF_THE_PLUGIN);
        return options;
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
        String option = processingEnv.getOptions().get(PolicyReader.OPTION);
        if (option != null) {
            reporter().print(AnnotationChecks.ofOption(PolicyReader.OPTION, option));
        }
        for (String name : OF_THE_PLUGIN) {
            if (processingEnv.getOptions().containsKey(name)) {
                String value = processingEnv.getOptions().get(name);
                String text = value == null ? "" : "=" + value;
                reporter()
                        .print(new Finding(
                                Code.PLAN_OPTION,
                                null,
                                List.of("-A" + name + text, name.substring("halfcaf.".length()) + text)));
            }
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
                bodyOptions(),
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
    }

    private BodyOptions bodyOptions() {
        Map<String, String> options = processingEnv.getOptions();
        // -Ahalfcaf.strict, without a value, is as good as =true.
        boolean strict = options.containsKey(STRICT) && !"false".equals(options.get(STRICT));
        String severity = options.get(SEVERITY);
        return new BodyOptions(strict, severity == null ? "" : severity);
    }

    private Set<? extends Element> annotated(RoundEnvironment round, String annotation) {
        TypeElement type = processingEnv.getElementUtils().getTypeElement(annotation);
        return type == null ? Set.of() : round.getElementsAnnotatedWith(type);
    }

    /** The compiler gives elements in the order of files; messages shall not depend on it. */
    private static List<VariableElement> inOrder(Set<VariableElement> fields) {
        Map<String, List<VariableElement>> byClass = new TreeMap<>();
        for (VariableElement field : fields) {
            byClass.computeIfAbsent(String.valueOf(field.getEnclosingElement()), name -> new ArrayList<>())
                    .add(field);
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
