package dev.halfcaf.processor.body;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * A library whose sources the build has put beside the tests.
 *
 * @param artifacts whose sources they are
 * @param java the oldest Java that compiles them
 * @param chosen the files that are compiled; what they need of the others comes from the library's jar
 */
record Library(List<String> artifacts, int java, String chosen) {
    private static final Path FOLDER = Path.of("target/libraries");

    static Library of(int java, String chosen, String... artifacts) {
        return new Library(List.of(artifacts), java, chosen);
    }

    /** The libraries, and what they need. */
    static String classPath() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(Path::toString)
                    .filter(name -> !name.endsWith("-sources.jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /** The files, their texts changed so. */
    List<JavaFileObject> sources(UnaryOperator<String> change) throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        for (String artifact : artifacts) {
            try (ZipFile jar =
                    new ZipFile(FOLDER.resolve(artifact + "-sources.jar").toFile())) {
                for (ZipEntry entry : Collections.list(jar.entries())) {
                    String name = entry.getName();
                    if (name.endsWith(".java") && !name.endsWith("-info.java") && name.matches(chosen)) {
                        try (InputStream in = jar.getInputStream(entry)) {
                            sources.add(new Text(
                                    name, change.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8))));
                        }
                    }
                }
            }
        }
        return sources;
    }

    @Override
    public String toString() {
        return artifacts.get(0);
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("library:///" + name), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
