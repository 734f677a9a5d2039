package dev.halfcaf.processor.read;

import com.palantir.javapoet.AnnotationSpec;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.describe.TextValue;
import dev.halfcaf.processor.report.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Reads Halfcaf's annotations, and those that generated code repeats. */
public final class AnnotationReader {
    /** The annotation that all begins with. */
    public static final String DTYPE_POLICY = "dev.halfcaf.DtypePolicy";

    /** Says of variables that they are not trained. */
    public static final String NON_TRAINABLE = "dev.halfcaf.NonTrainable";

    private static final String QUALIFIERS = "dev.halfcaf.qualifier.";

    /** What the compiler gives for a value that it could not make out; it has reported that itself. */
    private static final String ERRONEOUS = "<error>";

    private static final Map<String, Dtype> DTYPES = dtypes();
    private static final Set<String> VAGUE =
            new TreeSet<>(List.of("Floating", "Integral", "FullPrecision", "SameDtype"));

    /** Not repeated: what speaks to the compiler about the user's own source, or is said anew. */
    private static final Set<String> NOT_REPEATED = Set.of(
            "java.lang.Override",
            "java.lang.SuppressWarnings",
            "java.lang.SafeVarargs",
            "java.lang.Deprecated",
            "dev.halfcaf.DtypePolicy");

    private AnnotationReader() {}

    private static Map<String, Dtype> dtypes() {
        Map<String, Dtype> dtypes = new LinkedHashMap<>();
        dtypes.put("Float16", Dtype.FLOAT16);
        dtypes.put("BFloat16", Dtype.BFLOAT16);
        dtypes.put("Float32", Dtype.FLOAT32);
        dtypes.put("Float64", Dtype.FLOAT64);
        dtypes.put("Int32", Dtype.INT32);
        dtypes.put("Int64", Dtype.INT64);
        dtypes.put("Bool", Dtype.BOOL);
        return dtypes;
    }

    /** The element's {@code @DtypePolicy}, or null. */
    public static @Nullable PolicyAnnotation policy(Element element) {
        AnnotationMirror mirror = find(element, DTYPE_POLICY);
        if (mirror == null) {
            return null;
        }
        Place whole = Place.of(element, mirror);
        TextValue policy = null;
        TextValue lossScale = null;
        List<TextValue> only = new ArrayList<>();
        List<PolicyAnnotation.Entry> map = new ArrayList<>();
        for (var entry : mirror.getElementValues().entrySet()) {
            AnnotationValue value = entry.getValue();
            switch (entry.getKey().getSimpleName().toString()) {
                case "value" -> policy = text(value, whole);
                case "lossScale" -> lossScale = text(value, whole);
                case "only" -> {
                    for (AnnotationValue name : elements(value)) {
                        TextValue one = text(name, whole);
                        if (one != null) {
                            only.add(one);
                        }
                    }
                }
                case "map" -> {
                    for (AnnotationValue one : elements(value)) {
                        PolicyAnnotation.Entry read = entry(one, whole);
                        if (read != null) {
                            map.add(read);
                        }
                    }
                }
                default -> {
                    // Of a newer version of the runtime; its own processor knows it.
                }
            }
        }
        // An empty name is the default, written out.
        return new PolicyAnnotation(
                whole,
                policy == null || policy.text().isEmpty() ? null : policy,
                lossScale,
                only,
                map,
                erroneous(mirror));
    }

    private static List<AnnotationValue> elements(AnnotationValue value) {
        List<AnnotationValue> elements = new ArrayList<>();
        if (value.getValue() instanceof List<?> list) {
            list.forEach(element -> elements.add((AnnotationValue) element));
        }
        return elements;
    }

    /** An entry of a policy map; null where the compiler could not make out all of it. */
    private static PolicyAnnotation.@Nullable Entry entry(AnnotationValue value, Place whole) {
        TextValue path = null;
        TextValue policy = null;
        if (value.getValue() instanceof AnnotationMirror entry) {
            for (var member : entry.getElementValues().entrySet()) {
                if (member.getKey().getSimpleName().contentEquals("path")) {
                    path = text(member.getValue(), whole);
                } else if (member.getKey().getSimpleName().contentEquals("policy")) {
                    policy = text(member.getValue(), whole);
                }
            }
        }
        return path == null || policy == null ? null : new PolicyAnnotation.Entry(path, policy);
    }

    private static @Nullable TextValue text(AnnotationValue value, Place whole) {
        return value.getValue() instanceof String text && !text.equals(ERRONEOUS)
                ? new TextValue(text, new Place(whole.element(), whole.annotation(), value))
                : null;
    }

    private static boolean erroneous(AnnotationMirror mirror) {
        return mirror.getElementValues().values().stream()
                .anyMatch(value -> value.toString().contains(ERRONEOUS));
    }

    static boolean has(Element element, String annotation) {
        return find(element, annotation) != null;
    }

    static @Nullable AnnotationMirror find(Element element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (name(mirror).equals(annotation)) {
                return mirror;
            }
        }
        return null;
    }

    /** The value of a member that is written out, or null. */
    static @Nullable Object value(AnnotationMirror mirror, String member) {
        for (var entry : mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return entry.getValue().getValue();
            }
        }
        return null;
    }

    /** The single dtypes that the element's qualifiers name. */
    static List<Dtype> dtypes(Element element) {
        List<Dtype> dtypes = new ArrayList<>();
        DTYPES.forEach((qualifier, dtype) -> {
            if (has(element, QUALIFIERS + qualifier)) {
                dtypes.add(dtype);
            }
        });
        return dtypes;
    }

    /** Qualifiers that leave the dtype open. */
    static List<String> vagueQualifiers(Element element) {
        return VAGUE.stream()
                .filter(qualifier -> has(element, QUALIFIERS + qualifier))
                .toList();
    }

    static boolean isUncast(Element element) {
        return has(element, QUALIFIERS + "VariableDtype");
    }

    /** Whether tensors declared here are passed as they are: under a dtype of their own, or {@code @NoCast}. */
    static boolean isKept(Element element) {
        return has(element, "dev.halfcaf.NoCast")
                || element.getAnnotationMirrors().stream()
                        .map(AnnotationReader::name)
                        .anyMatch(name -> name.startsWith(QUALIFIERS) && !name.equals(QUALIFIERS + "ComputeDtype"));
    }

    /** Whether what a method returns has a dtype of its own. */
    static boolean keepsResult(Element method) {
        return method.getAnnotationMirrors().stream()
                .map(AnnotationReader::name)
                .anyMatch(name -> name.startsWith(QUALIFIERS)
                        && !name.equals(QUALIFIERS + "ComputeDtype")
                        && !name.equals(QUALIFIERS + "Sensitive"));
    }

    /**
     * The annotations that generated code repeats.
     *
     * @param onType annotations that stand on the element's type, too, and are printed there
     */
    static List<AnnotationSpec> repeated(Element element, List<? extends AnnotationMirror> onType) {
        Set<String> typed = new TreeSet<>();
        onType.forEach(mirror -> typed.add(name(mirror)));
        List<AnnotationSpec> specs = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (mirror.getAnnotationType().getKind() != TypeKind.ERROR
                    && !NOT_REPEATED.contains(name(mirror))
                    && !typed.contains(name(mirror))
                    && !Visibility.isPrivate(
                            (TypeElement) mirror.getAnnotationType().asElement())) {
                specs.add(AnnotationSpec.get(mirror));
            }
        }
        return specs;
    }

    /** The annotation as the generated class repeats it, if the element is deprecated. */
    static List<AnnotationSpec> deprecation(Element element) {
        AnnotationMirror mirror = find(element, "java.lang.Deprecated");
        return mirror == null ? List.of() : List.of(AnnotationSpec.get(mirror));
    }

    private static String name(AnnotationMirror mirror) {
        return mirror.getAnnotationType().asElement() instanceof TypeElement element
                ? element.getQualifiedName().toString()
                : mirror.getAnnotationType().toString();
    }
}
