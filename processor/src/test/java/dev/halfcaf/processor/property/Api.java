package dev.halfcaf.processor.property;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.property.Api.Op.Parameter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** The public ops of the tensor API, with the qualifiers on them: all that programs are generated from. */
record Api(List<Op> ops) {
    private static final Map<String, Set<Dtype>> DTYPES = Map.ofEntries(
            Map.entry("Float16", EnumSet.of(Dtype.FLOAT16)),
            Map.entry("BFloat16", EnumSet.of(Dtype.BFLOAT16)),
            Map.entry("Float32", EnumSet.of(Dtype.FLOAT32)),
            Map.entry("Float64", EnumSet.of(Dtype.FLOAT64)),
            Map.entry("Int32", EnumSet.of(Dtype.INT32)),
            Map.entry("Int64", EnumSet.of(Dtype.INT64)),
            Map.entry("Bool", EnumSet.of(Dtype.BOOL)),
            Map.entry("Floating", EnumSet.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64)),
            Map.entry("Integral", EnumSet.of(Dtype.INT32, Dtype.INT64)),
            Map.entry("FullPrecision", EnumSet.of(Dtype.FLOAT32, Dtype.FLOAT64)),
            Map.entry("Numeric", EnumSet.complementOf(EnumSet.of(Dtype.BOOL))));

    /**
     * An op.
     *
     * @param owner the class that declares it
     * @param result its return type, without packages
     */
    record Op(
            String owner,
            String name,
            boolean isStatic,
            Set<String> qualifiers,
            List<Parameter> parameters,
            String result) {
        /** A parameter; the type has no packages. Names are not always known. */
        record Parameter(int place, String type, Set<String> qualifiers) {
            boolean isOperand() {
                return type.equals("Operand") || type.equals("Tensor");
            }

            boolean isSame() {
                return qualifiers.contains("SameDtype");
            }
        }

        /** Whether operands, and the receiver, have to agree. */
        boolean isSame() {
            return qualifiers.contains("SameDtype") || parameters.stream().anyMatch(Parameter::isSame);
        }

        /** What the receiver may be, as far as the op itself says. */
        Set<Dtype> receiver() {
            boolean speaks = qualifiers.contains("SameDtype") || !result.equals("Tensor");
            return speaks
                    ? dtypes(qualifiers)
                    : qualifiers.contains("Numeric") ? DTYPES.get("Numeric") : EnumSet.allOf(Dtype.class);
        }
    }

    /** The dtypes that qualifiers allow. */
    static Set<Dtype> dtypes(Set<String> qualifiers) {
        EnumSet<Dtype> allowed = EnumSet.allOf(Dtype.class);
        for (String qualifier : qualifiers) {
            allowed.retainAll(DTYPES.getOrDefault(qualifier, EnumSet.allOf(Dtype.class)));
        }
        return allowed;
    }

    /** The ops of these classes. */
    static Api read(Elements elements, String... classes) {
        List<Op> ops = new ArrayList<>();
        for (String name : classes) {
            for (ExecutableElement method :
                    ElementFilter.methodsIn(elements.getTypeElement(name).getEnclosedElements())) {
                Set<Modifier> modifiers = method.getModifiers();
                if (modifiers.contains(Modifier.PUBLIC)
                        && !method.getSimpleName().contentEquals("toString")) {
                    ops.add(new Op(
                            simple(name),
                            method.getSimpleName().toString(),
                            modifiers.contains(Modifier.STATIC),
                            qualifiers(method),
                            method.getParameters().stream()
                                    .map(one -> new Parameter(
                                            method.getParameters().indexOf(one), type(one, method), qualifiers(one)))
                                    .toList(),
                            simple(method.getReturnType().toString())));
                }
            }
        }
        return new Api(List.copyOf(ops));
    }

    private static String type(Element parameter, ExecutableElement method) {
        String type = simple(parameter.asType().toString());
        List<?> all = method.getParameters();
        return method.isVarArgs() && all.indexOf(parameter) == all.size() - 1 ? type.replace("[]", "...") : type;
    }

    private static Set<String> qualifiers(Element element) {
        return element.getAnnotationMirrors().stream()
                .map(one -> simple(one.getAnnotationType().toString()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String simple(String type) {
        return type.replaceAll("[\\w.]+\\.", "");
    }
}
