package dev.halfcaf.benchmarks.compiletime;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Layers with the wrappers that the processor generated from them.
 *
 * @param withWrappers both as sources
 * @param wrapperClasses a folder with both as class files
 */
record Program(List<SourceFile> withWrappers, Path wrapperClasses) {

    static Program of(Compiler compiler, List<SourceFile> layers) {
        compiler.compile(layers, Setup.complete());
        List<SourceFile> generated = compiler.generated();
        if (generated.size() != layers.size()) {
            throw new IllegalStateException("From " + layers.size() + " layers came " + generated.size() + " wrappers");
        }
        Path classes = compiler.keepClasses("compiled");
        return new Program(Stream.concat(layers.stream(), generated.stream()).toList(), classes);
    }
}
