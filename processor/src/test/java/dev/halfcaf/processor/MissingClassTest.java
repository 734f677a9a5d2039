package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Class files that name classes which are not there. */
final class MissingClassTest {
    @TempDir
    Path directory;

    static List<RealJavac> javacs() {
        return RealJavac.all();
    }

    private List<String> messages(RealJavac javac, String base, String gone) throws IOException {
        Path library = directory.resolve("library");
        Source root = Source.of("package lib; public abstract class Gone extends dev.halfcaf.Layer {}");
        RealJavac.Result compiled =
                javac.compile(library, List.of("-cp", RealJavac.runtime()), root, Source.of("package lib;\n" + base));
        assertThat(compiled.output()).isEmpty();
        Files.delete(compiled.classes().resolve("lib/" + gone + ".class"));
        return javac.compile(
                        directory.resolve("user"),
                        List.of(
                                "-cp",
                                RealJavac.runtime() + File.pathSeparator + compiled.classes(),
                                "-processorpath",
                                RealJavac.processorPath()),
                        Source.of(
                                "package com.acme;\n@dev.halfcaf.DtypePolicy\npublic abstract class Dense extends lib.Base {}"))
                .messages();
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void inASignature(RealJavac javac) throws IOException {
        String base = "public abstract class Base extends dev.halfcaf.Layer {"
                + " public dev.halfcaf.Tensor forward(dev.halfcaf.Tensor x, Gone gone) { return x; } }";
        assertThat(messages(javac, base, "Gone"))
                .containsExactly(
                        "Dense.java:3: error: [MissingClass] Dense cannot be read: class file for lib.Gone not found.");
    }

    @ParameterizedTest
    @MethodSource("javacs")
    void aSuperclassIsTheCompilersMessage(RealJavac javac) throws IOException {
        String base = "public abstract class Base extends Gone {"
                + " public dev.halfcaf.Tensor forward(dev.halfcaf.Tensor x) { return x; } }";
        assertThat(messages(javac, base, "Gone")).containsExactly("Dense.java:3: error: cannot access Gone");
    }
}
