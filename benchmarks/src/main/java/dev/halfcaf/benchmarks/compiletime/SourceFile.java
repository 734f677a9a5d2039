package dev.halfcaf.benchmarks.compiletime;

import java.net.URI;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/**
 * A source in memory.
 *
 * @param className the qualified name of its class
 */
record SourceFile(String className, String text) {

    SimpleJavaFileObject asFileObject() {
        URI uri = URI.create("string:///" + className.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, javax.tools.JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** The file below a source directory. */
    Path below(Path directory) {
        return directory.resolve(className.replace('.', '/') + ".java");
    }

    long lines() {
        return text.lines().count();
    }
}
