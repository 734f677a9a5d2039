package dev.halfcaf.processor;

import dev.halfcaf.PolicyOrigin;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.check.AnnotationChecks;
import dev.halfcaf.processor.check.Checks;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.generate.Generator;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.read.LayerReader;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import dev.halfcaf.processor.report.Report;
import dev.halfcaf.processor.report.Reporter;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** The way of one annotated element: read, check, report, generate. */
final class LayerCompiler {
    private final Filer filer;
    private final Reporter reporter;

    /** What was generated so far, and from what. */
    private final Map<String, String> sources = new HashMap<>();

    /** Where half policies come from that were reported. */
    private final Set<String> pureHalf = new HashSet<>();

    LayerCompiler(Filer filer, Reporter reporter) {
        this.filer = filer;
        this.reporter = reporter;
    }

    /**
     * Compiles a class.
     *
     * @param last whether types that do not exist by now will not come
     * @return whether it was done; else it waits for such a type
     */
    boolean compile(TypeElement type, LayerReader reader, boolean last) throws IOException {
        LayerReader.Reading reading = reader.read(type);
        LayerDescription layer = reading.layer();
        if (reading.unresolved()) {
            if (last) {
                // The compiler reports the type that is missing; the stub keeps it from missing the wrapper, too.
                write(Generator.files(layer, false, false), type, layer);
            }
            return last;
        }
        if (reading.missingClass() != null) {
            reporter.print(new Finding(
                    Code.MISSING_CLASS,
                    layer.place(),
                    List.of(layer.simpleName(), "class file for " + reading.missingClass() + " not found")));
            write(Generator.files(layer, false, false), type, layer);
            return true;
        }
        Checks.Result result = Checks.of(layer);
        reporter.print(result.wrapper());
        reporter.print(result.trainStep());
        printOnPolicy(layer, result.policy());
        write(
                Generator.files(
                        layer,
                        !result.wrapper().hasErrors(),
                        !result.trainStep().hasErrors()),
                type,
                layer);
        return true;
    }

    /** A half policy of a package, a module or the option is one mistake, on however many classes it falls. */
    private void printOnPolicy(LayerDescription layer, Report report) {
        ResolvedPolicy resolved = layer.policy().resolved();
        for (Finding finding : report.findings()) {
            boolean shared =
                    finding.code() == Code.PURE_HALF && resolved != null && resolved.origin() != PolicyOrigin.CLASS;
            if (!shared) {
                reporter.print(finding);
            } else if (!pureHalf.contains(resolved.where()) && reporter.print(finding)) {
                pureHalf.add(resolved.where());
            }
        }
    }

    /** Whether a class of this name was generated here. */
    boolean generated(String canonicalName) {
        return sources.containsKey(canonicalName);
    }

    /** Checks the annotation of a package or a module. */
    void checkSurroundings(Element element) {
        PolicyAnnotation annotation = AnnotationReader.policy(element);
        if (annotation != null && element instanceof QualifiedNameable named) {
            String kind = element.getKind().name().toLowerCase(Locale.ROOT);
            reporter.print(AnnotationChecks.ofSurroundings(annotation, kind + " " + named.getQualifiedName()));
        }
    }

    /** Checks the annotations of a field. */
    void checkField(VariableElement field, LayerReader reader) {
        reporter.print(AnnotationChecks.ofField(reader.readField(field)));
    }

    private void write(List<Generator.SourceFile> files, TypeElement from, LayerDescription layer) throws IOException {
        for (Generator.SourceFile file : files) {
            String source = sources.putIfAbsent(file.name().canonicalName(), "class " + from.getQualifiedName());
            if (source != null) {
                reporter.print(new Finding(
                        Code.NAME_CLASH,
                        layer.place(),
                        List.of(file.name().simpleName(), "what is generated from " + source)));
                continue;
            }
            try (Writer writer =
                    filer.createSourceFile(file.name().canonicalName(), from).openWriter()) {
                writer.write(file.text());
            }
        }
    }
}
