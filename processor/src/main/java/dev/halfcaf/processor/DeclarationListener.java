package dev.halfcaf.processor;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/**
 * Says what the processor cannot: that it did not run, and that classes are annotated which processors are never shown. It
 * looks when a file is parsed, and speaks when processing is over: before the first body is analyzed, or, if javac does not
 * get there, at the end. Where an error ended the compilation before processors could run, it is silent.
 */
final class DeclarationListener implements TaskListener {
    private static final int PROCESSORS_OFF_BY_DEFAULT_SINCE = 23;

    /** The listener cannot see errors, and after one in a declaration javac may run no processor. */
    private static final String UNLESS = "; or an error above kept it from running.";

    private final Trees trees;
    private final Elements elements;
    private final List<AnnotatedClassScanner.Found> annotated = new ArrayList<>();
    private final Set<String> parsedTypes = new HashSet<>();
    private boolean processed;
    private boolean spoken;

    DeclarationListener(Trees trees, Elements elements) {
        this.trees = trees;
        this.elements = elements;
    }

    @Override
    public void started(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.ANALYZE) {
            speakOnce();
        }
    }

    @Override
    public void finished(TaskEvent event) {
        if (event.getKind() == TaskEvent.Kind.PARSE && event.getCompilationUnit() != null) {
            AnnotatedClassScanner scanner = AnnotatedClassScanner.scan(event.getCompilationUnit());
            annotated.addAll(scanner.found());
            parsedTypes.addAll(scanner.topLevelTypes());
        } else if (event.getKind() == TaskEvent.Kind.ANNOTATION_PROCESSING) {
            processed = true;
        } else if (event.getKind() == TaskEvent.Kind.COMPILATION) {
            if (processed) {
                speakOnce();
            }
            ProcessorTrace.clear();
        }
    }

    private void speakOnce() {
        if (spoken) {
            return;
        }
        spoken = true;
        for (AnnotatedClassScanner.Found one : annotated) {
            if (one.local()) {
                print(Code.LOCAL_CLASS, one, one.name().simpleName());
            }
        }
        if (ProcessorTrace.found()) {
            return;
        }
        List<AnnotatedClassScanner.Found> missing = annotated.stream()
                .filter(one ->
                        !one.local() && !one.isBase() && !exists(one.wrapper().canonicalName()))
                .toList();
        if (!missing.isEmpty() && annotated.stream().noneMatch(this::isErroneous)) {
            reportMissing(missing);
        }
    }

    private boolean exists(String wrapper) {
        return parsedTypes.contains(wrapper) || elements.getTypeElement(wrapper) != null;
    }

    /** Whether javac could not make out the annotation or a superclass: then it runs no processor, and has said why. */
    private boolean isErroneous(AnnotatedClassScanner.Found one) {
        TypeElement element = elements.getTypeElement(one.name().canonicalName());
        if (element == null) {
            return false;
        }
        PolicyAnnotation annotation = AnnotationReader.policy(element);
        return (annotation != null && annotation.erroneous()) || hasErroneousSuperclass(element);
    }

    private static boolean hasErroneousSuperclass(TypeElement type) {
        TypeMirror parent = type.getSuperclass();
        return parent.getKind() == TypeKind.ERROR
                || (parent instanceof DeclaredType declared
                        && parent.getKind() == TypeKind.DECLARED
                        && declared.asElement() instanceof TypeElement element
                        && hasErroneousSuperclass(element));
    }

    private void reportMissing(List<AnnotatedClassScanner.Found> missing) {
        AnnotatedClassScanner.Found first = missing.get(0);
        int others = missing.size() - 1;
        print(
                Code.MISSING_WRAPPER,
                first,
                first.name().simpleName(),
                first.wrapper().simpleName(),
                others == 0
                        ? ""
                        : " (nor for " + others + " other annotated " + (others == 1 ? "class" : "classes") + ")",
                Runtime.version().feature() >= PROCESSORS_OFF_BY_DEFAULT_SINCE
                        ? "Since JDK 23, javac runs processors only where it is told to" + UNLESS
                        : "Its jar is there, but processing is off, or another processor claims all annotations"
                                + UNLESS,
                version());
    }

    private static String version() {
        String version = DeclarationListener.class.getPackage().getImplementationVersion();
        return version == null ? "VERSION" : version;
    }

    private void print(Code code, AnnotatedClassScanner.Found place, String... details) {
        trees.printMessage(
                Diagnostic.Kind.ERROR, new Finding(code, null, List.of(details)).text(), place.tree(), place.unit());
    }
}
