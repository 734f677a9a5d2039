package dev.halfcaf.processor.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The programs of the corpus. */
final class Samples {
    private static final Path CORPUS = Path.of("src/test/resources/corpus");

    private Samples() {}

    static List<Sample> in(String directory) throws IOException {
        try (Stream<Path> files = Files.walk(CORPUS.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Sample::read)
                    .toList();
        }
    }

    /** The classes that samples use, compiled. */
    static Path library(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Sample sample : in("library")) {
            texts.put(sample.name(), sample.text());
        }
        Path classes = Files.createTempDirectory(folder, "library");
        assertThat(new SampleCompiler(classes, classes).compile(texts)).isEmpty();
        return classes;
    }
}
