package dev.halfcaf.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole plan of real models, word by word. */
final class PlanTextTest {
    private static final Path EXPECTED = Path.of("src", "test", "resources", "plan");
    private static final Path SAMPLE =
            Path.of("..", "sample-app", "src", "main", "java", "dev", "halfcaf", "sample", "model");

    @TempDir
    Path folder;

    /** Every kind of fact: see the classes themselves. */
    @Test
    void aModelOfManyParts() throws IOException {
        PlanBuild build = new PlanBuild(folder);
        assertThat(build.compile(EXPECTED.resolve("Nets.java")).succeeded()).isTrue();
        isExpected(build.text(), "Nets.txt");
        isExpected(build.json(), "Nets.json");
    }

    @Test
    void theModelsOfTheSample() throws IOException {
        PlanBuild build = new PlanBuild(folder);
        assertThat(build.compile(
                                SAMPLE.resolve("Dense.java"),
                                SAMPLE.resolve("ImageClassifier.java"),
                                SAMPLE.resolve("DeepClassifier.java"))
                        .messages())
                .isEmpty();
        isExpected(build.text(), "Sample.txt");
    }

    private static void isExpected(String actual, String file) throws IOException {
        if (Boolean.getBoolean("halfcaf.plan.write")) {
            Files.writeString(EXPECTED.resolve(file), actual);
        }
        assertThat(actual).isEqualTo(Files.readString(EXPECTED.resolve(file)).replace("\r\n", "\n"));
    }
}
