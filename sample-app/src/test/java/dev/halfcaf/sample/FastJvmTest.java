package dev.halfcaf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as {@code java -jar} starts it. */
class FastJvmTest {
    private static final List<String> QUICK = List.of("compare", "--policy", "float32", "--epochs", "1");

    @TempDir
    private Path folder;

    @Test
    void javaDashJarComputesOnTheVectorApi() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.runJar(folder, List.of(), jar(), QUICK);

        assertThat(outcome.exit()).isZero();
        assertThat(outcome.err().lines()).anyMatch(line -> line.matches("Kernels: vector \\(\\d+ bits\\)\\."));
        assertThat(outcome.out()).contains("Training:    100%");
    }

    @Test
    void plainKernelsAreLeftToWhoAsksForThem() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.runJar(folder, List.of("-Dhalfcaf.kernels=plain"), jar(), QUICK);

        assertThat(outcome.err().lines()).containsExactly("Kernels: plain, as -Dhalfcaf.kernels asks.");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void optionsOfTheJvmAndTheExitCodeGoThrough() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.runJar(folder, List.of("-Dhalfcaf.kernels=fast"), jar(), QUICK);

        assertThat(outcome.err()).contains("-Dhalfcaf.kernels=fast names no kernels; use plain or vector.\n");
        assertThat(outcome.err()).doesNotContain("\tat ");
        assertThat(outcome.exit()).isEqualTo(2);
    }

    /** A jar that has the program's class path in its manifest. */
    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                        .map(entry -> Path.of(entry).toUri().toString())
                        .collect(Collectors.joining(" ")));
        Path jar = folder.resolve("sample.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }
}
