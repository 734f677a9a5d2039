package dev.halfcaf.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.halfcaf.processor.describe.TensorForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The calls that cast what holds tensors. Tensors, arrays and lists of them are cast by methods of the runtime, and so is
 * each element of another container; for each kind of record a private method of the generated class is written.
 */
final class TensorCasts {
    /**
     * The methods to cast by.
     *
     * @param ofOne the runtime's for a tensor
     * @param ofMany the runtime's for an array or a list of them
     * @param ofPerhaps the runtime's for what may be a tensor
     * @param ofRecord the name for those that are written here
     */
    record Names(String ofOne, String ofMany, String ofPerhaps, String ofRecord) {}

    /** A method that casts one kind of record. */
    private record RecordMethod(String name, TensorForm.OfRecord form, List<TypeVariableName> typeVariables) {}

    private static final String DTYPE = "dtype";

    private final Names names;
    private final boolean takeDtype;
    private final Map<String, RecordMethod> records = new LinkedHashMap<>();
    private final Map<String, LocalNames> namesByErasure = new HashMap<>();

    /** Casts by methods that take the value and, if so said, a dtype. */
    TensorCasts(Names names, boolean takeDtype) {
        this.names = names;
        this.takeDtype = takeDtype;
    }

    /**
     * The casts in one method.
     *
     * @param typeVariables those that types may name there
     * @param taken the names of its parameters and local variables
     * @param dtype the variable with the dtype, for methods that take one
     */
    Scope in(List<TypeVariableName> typeVariables, Collection<String> taken, String dtype) {
        return new Scope(typeVariables, new LocalNames(taken), dtype);
    }

    Scope in(List<TypeVariableName> typeVariables, Collection<String> taken) {
        return in(typeVariables, taken, DTYPE);
    }

    /** Whether casting calls the runtime whatever the value is: what is null or empty may not come to that. */
    static boolean binds(TensorForm form) {
        return form instanceof TensorForm.One
                || form instanceof TensorForm.OfOperand
                || form instanceof TensorForm.Perhaps
                || (form instanceof TensorForm.InArray array && array.form() instanceof TensorForm.One)
                || (form instanceof TensorForm.InList list && list.form() instanceof TensorForm.One);
    }

    /** Casts in the body of one method. */
    final class Scope {
        private final List<TypeVariableName> typeVariables;
        private final LocalNames locals;
        private final String dtype;

        private Scope(List<TypeVariableName> typeVariables, LocalNames locals, String dtype) {
            this.typeVariables = typeVariables;
            this.locals = locals;
            this.dtype = dtype;
        }

        /** The value, cast if there is something to cast. */
        CodeBlock cast(TensorForm form, CodeBlock value) {
            if (form instanceof TensorForm.One || form instanceof TensorForm.OfOperand) {
                return call(names.ofOne(), value);
            } else if (form instanceof TensorForm.Perhaps) {
                return call(names.ofPerhaps(), value);
            } else if (form instanceof TensorForm.InArray array) {
                return array.form() instanceof TensorForm.One
                        ? call(names.ofMany(), value)
                        : each(array.element(), array.form(), value);
            } else if (form instanceof TensorForm.InList list) {
                return list.form() instanceof TensorForm.One
                        ? call(names.ofMany(), value)
                        : each(list.element(), list.form(), value);
            } else if (form instanceof TensorForm.InMap map) {
                return each(map.element(), map.form(), value);
            } else if (form instanceof TensorForm.InOptional optional) {
                return each(optional.element(), optional.form(), value);
            } else if (form instanceof TensorForm.OfRecord record) {
                return call(method(record.type(), record), value);
            } else if (form instanceof TensorForm.Again again) {
                return call(method(again.type(), null), value);
            }
            return value;
        }

        private CodeBlock each(TypeName type, TensorForm form, CodeBlock value) {
            LocalNames inside = locals.inner();
            String element = inside.take("each", "inner");
            CodeBlock cast = new Scope(typeVariables, inside, dtype).cast(form, CodeBlock.of("$N", element));
            return CodeBlock.of("$T.in($L, ($T $N) -> $L)", RuntimeNames.CAST_EACH, value, type, element, cast);
        }

        private CodeBlock call(String method, CodeBlock value) {
            return takeDtype ? CodeBlock.of("$N($L, $N)", method, value, dtype) : CodeBlock.of("$N($L)", method, value);
        }

        /** The method for a record; with a form, it is written if it is not yet. */
        private String method(TypeName annotated, TensorForm.@Nullable OfRecord form) {
            TypeName type = annotated.withoutAnnotations();
            List<TypeVariableName> named = typeVariables.stream()
                    .filter(variable -> type.toString().matches(".*\\b" + variable.name() + "\\b.*"))
                    .toList();
            String bounds = named.stream()
                    .map(variable -> variable.name() + variable.bounds())
                    .collect(Collectors.joining());
            RecordMethod known = records.get(type + bounds);
            if (known == null) {
                String name = namesByErasure
                        .computeIfAbsent(rawType(type).toString(), erasure -> new LocalNames(List.of()))
                        .take(names.ofRecord());
                if (form == null) {
                    throw new IllegalStateException(type + " is within itself, and not cast around itself");
                }
                known = new RecordMethod(name, form, named);
                records.put(type + bounds, known);
            }
            return known.name();
        }
    }

    /** The methods for the records that were cast, and for those within them. */
    List<MethodSpec> recordMethods() {
        List<MethodSpec> methods = new ArrayList<>();
        // Writing one method can call for another.
        for (int i = 0; i < records.size(); i++) {
            methods.add(write(new ArrayList<>(records.values()).get(i)));
        }
        return methods;
    }

    private MethodSpec write(RecordMethod method) {
        TypeName type = method.form().type().withoutAnnotations();
        String name = parameterName(type);
        Scope scope = in(method.typeVariables(), takeDtype ? List.of(name, DTYPE) : List.of(name));
        List<CodeBlock> components = new ArrayList<>();
        for (TensorForm.Component component : method.form().components()) {
            components.add(scope.cast(component.form(), CodeBlock.of("$N.$N()", name, component.name())));
        }
        MethodSpec.Builder spec = MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.PRIVATE)
                .addTypeVariables(method.typeVariables())
                .returns(type)
                .addParameter(type, name);
        if (takeDtype) {
            spec.addParameter(RuntimeNames.DTYPE, DTYPE);
        }
        return spec.addStatement(
                        "return $N == null ? null : new $L($L)",
                        name,
                        constructed(type),
                        CodeBlock.join(components, ",$W"))
                .build();
    }

    private static CodeBlock constructed(TypeName type) {
        return type instanceof ParameterizedTypeName generic
                ? CodeBlock.of("$T<>", generic.rawType())
                : CodeBlock.of("$T", type);
    }

    private static ClassName rawType(TypeName type) {
        return type instanceof ParameterizedTypeName generic ? generic.rawType() : (ClassName) type;
    }

    private static String parameterName(TypeName type) {
        String simple = rawType(type).simpleName();
        String name = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
        return SourceVersion.isKeyword(name) || name.equals(DTYPE) ? "value" : name;
    }
}
