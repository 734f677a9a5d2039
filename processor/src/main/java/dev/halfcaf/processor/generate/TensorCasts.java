package dev.halfcaf.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import dev.halfcaf.processor.describe.TensorForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Modifier;

/**
 * The calls that cast what holds tensors. Tensors, arrays and lists are cast by methods of the runtime; for each kind of
 * record a private method of the generated class is written.
 */
final class TensorCasts {
    private final String ofOne;
    private final String ofMany;
    private final String ofRecord;
    private final List<TypeVariableName> typeVariables;
    private final Map<TypeName, TensorForm.OfRecord> records = new LinkedHashMap<>();

    /**
     * Casts by these methods.
     *
     * @param ofOne the runtime's for a tensor
     * @param ofMany the runtime's for an array or a list
     * @param ofRecord the name for those that are written here
     * @param typeVariables those that types of records may name
     */
    TensorCasts(String ofOne, String ofMany, String ofRecord, List<TypeVariableName> typeVariables) {
        this.typeVariables = typeVariables;
        this.ofOne = ofOne;
        this.ofMany = ofMany;
        this.ofRecord = ofRecord;
    }

    /** The value, cast if there is something to cast. */
    CodeBlock cast(TensorForm form, CodeBlock value) {
        if (form instanceof TensorForm.One) {
            return CodeBlock.of("$N($L)", ofOne, value);
        } else if (form instanceof TensorForm.Array || form instanceof TensorForm.Listed) {
            return CodeBlock.of("$N($L)", ofMany, value);
        } else if (form instanceof TensorForm.OfRecord record) {
            records.putIfAbsent(record.type().withoutAnnotations(), record);
            return CodeBlock.of("$N($L)", ofRecord, value);
        } else if (form instanceof TensorForm.Again) {
            return CodeBlock.of("$N($L)", ofRecord, value);
        }
        return value;
    }

    /** The methods for the records that were cast, and for those within them. */
    List<MethodSpec> recordMethods() {
        List<MethodSpec> methods = new ArrayList<>();
        // Writing one method can call for another.
        for (int i = 0; i < records.size(); i++) {
            methods.add(recordMethod(new ArrayList<>(records.values()).get(i)));
        }
        return methods;
    }

    private MethodSpec recordMethod(TensorForm.OfRecord record) {
        TypeName type = record.type().withoutAnnotations();
        String name = parameterName(type);
        List<CodeBlock> components = new ArrayList<>();
        for (TensorForm.Component component : record.components()) {
            components.add(cast(component.form(), CodeBlock.of("$N.$N()", name, component.name())));
        }
        return MethodSpec.methodBuilder(ofRecord)
                .addModifiers(Modifier.PRIVATE)
                .addTypeVariables(typeVariables.stream()
                        .filter(variable -> type.toString().matches(".*\\b" + variable.name() + "\\b.*"))
                        .toList())
                .returns(type)
                .addParameter(type, name)
                .addStatement(
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

    private static String parameterName(TypeName type) {
        String simple = type instanceof ParameterizedTypeName generic
                ? generic.rawType().simpleName()
                : ((ClassName) type).simpleName();
        String name = Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
        return SourceVersion.isKeyword(name) ? "value" : name;
    }
}
