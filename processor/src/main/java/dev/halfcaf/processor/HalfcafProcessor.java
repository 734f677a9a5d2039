package dev.halfcaf.processor;

import com.google.auto.service.AutoService;
import com.palantir.javapoet.ClassName;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.generate.TrainStepWriter;
import dev.halfcaf.processor.generate.WrapperWriter;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.read.LayerReader;
import dev.halfcaf.processor.read.PendingWrappers;
import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import dev.halfcaf.processor.report.Place;
import dev.halfcaf.processor.report.Reporter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import net.ltgt.gradle.incap.IncrementalAnnotationProcessor;
import net.ltgt.gradle.incap.IncrementalAnnotationProcessorType;

/** Checks annotated classes and generates their casting wrappers and train steps. */
@AutoService(Processor.class)
@IncrementalAnnotationProcessor(IncrementalAnnotationProcessorType.ISOLATING)
public final class HalfcafProcessor extends AbstractProcessor {
    /** Classes that wait for types which another processor may generate. */
    private final Map<String, TypeElement> waiting = new TreeMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        // The last one stands in what we generate; javac -Xlint:processing asks that somebody claims it.
        return Set.of("dev.halfcaf.*", "javax.annotation.processing.Generated");
    }

    @Override
    public Set<String> getSupportedOptions() {
        return Set.of(PolicyReader.OPTION);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!round.processingOver()) {
            Map<String, TypeElement> types = new TreeMap<>();
            for (TypeElement type : ElementFilter.typesIn(annotated(round))) {
                types.put(type.getQualifiedName().toString(), type);
            }
            PendingWrappers pending = new PendingWrappers(types.values());
            PolicyReader policies = new PolicyReader(
                    processingEnv.getElementUtils(), processingEnv.getOptions().get(PolicyReader.OPTION));
            LayerReader reader =
                    new LayerReader(processingEnv.getElementUtils(), processingEnv.getTypeUtils(), policies, pending);
            types.values().forEach(type -> process(type, reader));
        }
        return true;
    }

    private Set<? extends Element> annotated(RoundEnvironment round) {
        TypeElement annotation = processingEnv.getElementUtils().getTypeElement(AnnotationReader.DTYPE_POLICY);
        return annotation == null ? Set.of() : round.getElementsAnnotatedWith(annotation);
    }

    private void process(TypeElement type, LayerReader reader) {
        Reporter reporter = new Reporter(processingEnv.getMessager());
        try {
            LayerDescription layer = reader.read(type).layer();
            write(layer.wrapper(), new WrapperWriter(layer).write(), type);
            if (layer.hasTrainStep()) {
                write(layer.trainStep(), new TrainStepWriter(layer).write(), type);
            }
        } catch (IOException | RuntimeException e) {
            reporter.print(new Finding(
                    Code.INTERNAL_ERROR,
                    Place.of(type),
                    List.of(type.getSimpleName().toString(), e.toString())));
        }
    }

    private void write(ClassName name, String source, Element from) throws IOException {
        try (Writer writer = processingEnv
                .getFiler()
                .createSourceFile(name.canonicalName(), from)
                .openWriter()) {
            writer.write(source);
        }
    }
}
