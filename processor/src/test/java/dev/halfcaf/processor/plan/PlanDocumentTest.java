package dev.halfcaf.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan that the documentation shows is that of the README's model. */
final class PlanDocumentTest {
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```\n(com\\.acme\\.DigitClassifier.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theBlockOfTheDocumentation() throws IOException {
        Matcher model = JAVA.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(model.find()).isTrue();
        PlanBuild build = new PlanBuild(folder);
        List<Path> sources = new ArrayList<>();
        for (String one : model.group(1).split("(?=@DtypePolicy)")) {
            if (!one.isBlank()) {
                sources.add(build.source(
                        "package com.acme;\nimport dev.halfcaf.*;\nimport dev.halfcaf.qualifier.*;\n" + one));
            }
        }
        assertThat(build.compile(sources.toArray(Path[]::new)).messages()).isEmpty();

        Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "plan.md")));
        assertThat(block.find()).isTrue();
        assertThat(build.text()).contains(block.group(1));
    }
}
