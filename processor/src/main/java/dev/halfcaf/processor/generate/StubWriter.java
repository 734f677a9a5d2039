package dev.halfcaf.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeSpec;
import dev.halfcaf.processor.describe.LayerDescription;

/**
 * Writes a class that has nothing but its name. It stands in where the wrapper cannot be written, after an error that fails
 * the build anyway: without it, the compiler would add to that error one "cannot find symbol" for each use.
 */
public final class StubWriter {
    private StubWriter() {}

    /** The whole file. */
    public static String write(LayerDescription layer, ClassName name) {
        TypeSpec type = SourceFiles.start(layer, name)
                .addJavadoc("Stands in for what cannot be generated from {@link $T} as it is.\n", layer.name())
                .build();
        return SourceFiles.print(layer, type);
    }
}
