package dev.halfcaf.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.halfcaf.processor.describe.LayerDescription;

/**
 * Writes a class that has nothing but its name. It stands in where the real one cannot be written, after an error that
 * fails the build anyway: without it, the compiler would add one "cannot find symbol" for each declaration that names it.
 */
final class StubWriter {
    private StubWriter() {}

    /** The whole file. */
    static String write(LayerDescription layer, ClassName name) {
        TypeSpec.Builder type = SourceFiles.start(layer, name)
                .addJavadoc("Stands in for what cannot be generated from {@code $L} as it is.\n", layer.simpleName());
        // Without their bounds, which may be what is wrong.
        layer.typeVariables().forEach(variable -> type.addTypeVariable(TypeVariableName.get(variable.name())));
        return SourceFiles.print(layer, type.build());
    }
}
