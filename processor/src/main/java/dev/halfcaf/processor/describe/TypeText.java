package dev.halfcaf.processor.describe;

import com.palantir.javapoet.TypeName;

/** Types as messages name them. */
public final class TypeText {
    private TypeText() {}

    /** The type without packages: {@code List<Tensor>}. */
    public static String simple(TypeName type) {
        return type.withoutAnnotations().toString().replaceAll("\\b(?:[a-z_][\\w$]*\\.)+", "");
    }
}
