package dev.halfcaf.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan in builds: parts that are compiled alone, classes that go, a plan that has changed, things that are wrong. */
final class PlanBuildTest {
    private static final String DENSE = """
            package com.acme;

            import dev.halfcaf.*;

            @DtypePolicy
            public abstract class Dense extends Layer {
                final Variable kernel;

                protected Dense(int inputs, int units) {
                    kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.zeros());
                }

                public Tensor forward(Tensor x) {
                    return x.matmul(kernel);
                }
            }
            """;
    private static final String NET = """
            package com.acme;

            import dev.halfcaf.*;

            @DtypePolicy("mixed_float16")
            public abstract class Net extends Layer {
                final Dense hidden = new CastingDense(8, 4);

                public Tensor forward(Tensor x) {
                    return hidden.forward(x).relu();
                }
            }
            """;

    @TempDir
    Path folder;

    private PlanBuild build;

    @BeforeEach
    void setUp() {
        build = new PlanBuild(folder);
    }

    // ---- parts

    @Test
    void aPartThatIsCompiledAloneLeavesTheRestOfThePlan() {
        Path dense = build.source(DENSE);
        Path net = build.source(NET);
        assertThat(build.compile(dense, net).messages()).isEmpty();
        String whole = build.text();

        assertThat(build.compile(net).messages()).isEmpty();

        assertThat(build.text()).isEqualTo(whole);
        assertThat(build.fragments()).containsExactly("com.acme.Dense.json", "com.acme.Net.json");
    }

    @Test
    void thePlanIsTheSameWhateverTheOrderAndTheParts() throws IOException {
        Path dense = build.source(DENSE);
        Path net = build.source(NET);
        build.compile(dense, net);
        Map<String, String> whole = files(build.plan());

        PlanBuild reversed = new PlanBuild(Files.createDirectories(folder.resolve("reversed")));
        reversed.compile(net, dense);
        assertThat(files(reversed.plan())).isEqualTo(whole);

        PlanBuild inParts = new PlanBuild(Files.createDirectories(folder.resolve("parts")));
        inParts.compile(dense);
        inParts.compile(net);
        assertThat(files(inParts.plan())).isEqualTo(whole);
    }

    @Test
    void whatChangesInOneClassShowsWhereOthersHoldIt() {
        Path dense = build.source(DENSE);
        build.compile(dense, build.source(NET));
        assertThat(build.block("com.acme.Net"))
                .contains("holds: hidden: com.acme.Dense, policy mixed_float16 (owner Net)");

        Path named = build.source(DENSE.replace("@DtypePolicy\n", "@DtypePolicy(\"float32\")\n"));
        assertThat(build.compile(named).messages()).isEmpty();

        assertThat(build.block("com.acme.Net"))
                .contains("holds: hidden: com.acme.Dense, policy float32 (class com.acme.Dense)");
    }

    @Test
    void aClassThatIsGoneLeavesThePlan() throws IOException {
        Path net = build.source(NET.replace("new CastingDense(8, 4)", "null"));
        build.compile(build.source(DENSE), net, build.source(DENSE.replace("Dense", "Other")));
        assertThat(build.fragments()).hasSize(3);
        Files.delete(build.classes().resolve("com/acme/Other.class"));
        Files.delete(build.classes().resolve("com/acme/CastingOther.class"));

        build.compile(net);

        assertThat(build.fragments()).containsExactly("com.acme.Dense.json", "com.acme.Net.json");
        assertThat(build.text()).doesNotContain("Other");
    }

    @Test
    void aClassThatIsNoLayerAnyMoreLeavesThePlan() {
        build.compile(build.source(DENSE), build.source("""
                package com.acme;

                class Outer {
                    @dev.halfcaf.DtypePolicy
                    abstract static class Inner extends dev.halfcaf.Layer {
                        public dev.halfcaf.Tensor forward(dev.halfcaf.Tensor x) {
                            return x;
                        }
                    }
                }
                """));
        assertThat(build.fragments()).containsExactly("com.acme.Dense.json", "com.acme.Outer.Inner.json");

        build.compile(build.source("package com.acme;\nclass Outer { static class Inner {} }"));

        assertThat(build.fragments()).containsExactly("com.acme.Dense.json");
    }

    @Test
    void whatDidNotChangeIsNotWritten() throws IOException {
        Path dense = build.source(DENSE);
        Path net = build.source(NET);
        build.compile(dense, net);
        FileTime longAgo = FileTime.from(Instant.parse("2020-02-02T02:02:02Z"));
        for (Path file : all(build.plan())) {
            Files.setLastModifiedTime(file, longAgo);
        }

        build.compile(dense, net);

        for (Path file : all(build.plan())) {
            assertThat(Files.getLastModifiedTime(file)).as(file.toString()).isEqualTo(longAgo);
        }
    }

    @Test
    void aFragmentThatIsDamagedOrOfAnotherVersionIsForgotten() throws IOException {
        Path net = build.source(NET);
        build.compile(build.source(DENSE), net);
        Path fragment = build.plan().resolve("classes/com.acme.Dense.json");
        String text = Files.readString(fragment);
        for (String damaged : List.of(
                "", text.substring(0, text.length() / 2), text.replace("\"format\": 1", "\"format\": 0"), "[]")) {
            Files.writeString(fragment, damaged);
            assertThat(build.compile(net).messages()).isEmpty();
            assertThat(build.fragments()).containsExactly("com.acme.Net.json");
        }
    }

    @Test
    void aCompilationWithErrorsLeavesThePlanAsItWas() throws IOException {
        Path dense = build.source(DENSE);
        build.compile(dense, build.source(NET));
        Map<String, String> before = files(build.plan());

        Path wrong = build.source(NET.replace("relu()", "add(Tensor.randomNormal(x.shape()))"));
        assertThat(build.check(dense, wrong).messages())
                .singleElement()
                .asString()
                .contains("[DtypeMismatch]");
        assertThat(files(build.plan())).isEqualTo(before);

        Path unresolved = build.source(NET.replace("relu()", "rely()"));
        assertThat(build.check(dense, unresolved).messages())
                .singleElement()
                .asString()
                .contains("cannot find symbol");
        assertThat(files(build.plan())).isEqualTo(before);
    }

    @Test
    void nothingInThePlanTellsOfTheMachine() throws IOException {
        build.compile(build.source(DENSE), build.source(NET));
        files(build.plan())
                .forEach((name, text) -> assertThat(text)
                        .as(name)
                        .doesNotContain(folder.toString())
                        .doesNotContain(folder.getFileName().toString())
                        .doesNotContain("\r"));
    }

    /** A reviewer reads the difference: lines above do not move it. */
    @Test
    void linesThatMoveDoNotChangeTheText() {
        Path net = build.source(NET);
        build.compile(build.source(DENSE), net);
        String before = build.text();
        build.compile(build.source(NET.replace("package com.acme;", "package com.acme;\n\n// A comment.\n")));
        assertThat(build.text()).isEqualTo(before);
        assertThat(build.json()).contains("com.acme.Net:13");
    }

    @Test
    void withoutTheOptionThereIsNoPlan() {
        build.compileWith("", build.source(DENSE));
        assertThat(build.plan()).doesNotExist();
    }

    @Test
    void aBuildWithoutLayersHasAnEmptyPlan() {
        assertThat(build.compile(build.source("class Plain {}")).messages()).isEmpty();
        assertThat(build.text()).isEqualTo("# The dtype plan of this build, by Halfcaf. Format 1.\n");
        assertThat(build.page()).contains("This build has no annotated layers.");
    }

    // ---- comparing

    @Test
    void aPlanThatIsAsAcceptedPasses() throws IOException {
        Path dense = build.source(DENSE);
        build.compile(dense);
        Files.writeString(build.accepted(), build.text());
        assertThat(build.check(dense)).isEqualTo(new PlanBuild.Result(true, List.of()));
        // As git on Windows may check it out.
        Files.writeString(build.accepted(), build.text().replace("\n", "\r\n"));
        assertThat(build.check(dense).succeeded()).isTrue();
    }

    @Test
    void aPlanThatHasChangedFailsTheBuildAndShowsTheDifference() throws IOException {
        Path dense = build.source(DENSE);
        build.compile(dense, build.source(NET));
        Files.writeString(build.accepted(), build.text());

        Path changed = build.source(NET.replace("relu()", "neg().cast(Dtype.FLOAT32).cast(x.dtype())"));
        PlanBuild.Result result = build.check(dense, changed);

        assertThat(result.succeeded()).isFalse();
        assertThat(result.all())
                .isEqualTo("""
                Dense.java:6:17: [PlanChanged] The dtype plan is not the one in %1$s.
                    com.acme.Net
                  -   forward: relu(hidden): float16
                  +   forward: neg(hidden): float16
                  +   forward: cast(neg, FLOAT32): float32
                  +   forward: cast(cast, dtype): float16
                  +   cast: cast(neg, FLOAT32): float16 to float32, 2 to 4 bytes an element
                  +   cast: cast(cast, dtype): float32 to float16, 4 to 2 bytes an element
                  Fix: If this is meant, accept it: cp %2$s %1$s""".formatted(build.accepted(), build.plan().resolve("plan.txt")));
    }

    @Test
    void theCommandAcceptsIt() throws IOException {
        Path dense = build.source(DENSE);
        Path net = build.source(NET);
        Files.writeString(build.accepted(), "");
        String message = build.check(dense, net).all();
        String command = message.substring(message.indexOf("accept it: ") + "accept it: ".length());
        assertThat(command).isEqualTo("cp " + build.plan().resolve("plan.txt") + " " + build.accepted());
        Files.copy(
                build.plan().resolve("plan.txt"), build.accepted(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(build.check(dense, net).succeeded()).isTrue();
    }

    @Test
    void aLongDifferenceIsCut() throws IOException {
        StringBuilder layers = new StringBuilder("package com.acme;\n\nimport dev.halfcaf.*;\n\nclass Many {\n");
        for (int i = 0; i < 60; i++) {
            layers.append("    @DtypePolicy abstract static class L")
                    .append(i)
                    .append(" extends Layer {")
                    .append(" public Tensor forward(Tensor x) { return x.relu(); } }\n");
        }
        Path many = build.source(layers.append("}\n").toString());
        Files.writeString(build.accepted(), "");
        PlanBuild.Result result = build.check(many);
        assertThat(result.all().lines().count()).isLessThan(60);
        assertThat(result.all()).containsPattern("and \\d+ more lines");
    }

    @Test
    void aMissingFileIsSaid() {
        PlanBuild.Result result = build.check(build.source(DENSE));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.messages())
                .containsExactly("""
                        Dense.java:6:17: [NoPlan] There is no %1$s to compare the dtype plan with.
                          The option plan.check names it; it is part of the sources.
                          Fix: Look at the plan of this build, then accept it: cp %2$s %1$s""".formatted(build.accepted(), build.plan().resolve("plan.txt")));
    }

    /** So that a build which looks at files compiles again, and fails again. */
    @Test
    void aClassFileIsMissingAfterAnErrorOfThePlan() {
        build.check(build.source(DENSE), build.source(NET));
        assertThat(Stream.of("Dense", "Net", "CastingDense", "CastingNet")
                        .filter(name -> !Files.exists(build.classes().resolve("com/acme/" + name + ".class"))))
                .hasSize(1);
    }

    // ---- options

    @Test
    void comparingNeedsADirectory() {
        assertThat(build.compileWith("plan.check=accepted.txt", build.source(DENSE))
                        .messages())
                .containsExactly("""
                        Dense.java:1:1: [UnknownOption] plan.check=accepted.txt needs plan=<directory>, too.
                          There the plan of those classes is kept that this compilation does not compile.
                          Fix: Write plan=build/dtype-plan plan.check=accepted.txt.""");
    }

    @Test
    void optionsWithoutAPath() {
        assertThat(build.compileWith("plan= plan.check=", build.source(DENSE)).messages())
                .containsExactly("""
                        Dense.java:1:1: [UnknownOption] 'plan=' names no path.
                          It is the directory that the plan is written to.
                          Fix: Write plan=build/dtype-plan.""", """
                        Dense.java:1:1: [UnknownOption] 'plan.check=' names no path.
                          It is the file that the plan has to agree with.
                          Fix: Write plan.check=dtype-plan.txt.""");
    }

    /** javac splits at spaces whatever is quoted. */
    @Test
    void aPathWithSpaces() throws IOException {
        Path home = Files.createDirectories(folder.resolve("A User/of this"));
        assertThat(build.compileWith("plan=" + home + "/plan strict", build.source(DENSE))
                        .messages())
                .isEmpty();
        assertThat(home.resolve("plan/plan.txt")).exists();
        assertThat(build.compileWith("plan=" + home + "/plan stict", build.source(DENSE))
                        .messages())
                .singleElement()
                .asString()
                .contains("-Xplugin:Halfcaf has no option 'stict'");
    }

    @Test
    void aDirectoryThatCannotBe() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        PlanBuild.Result result = build.compileWith("plan=" + file, build.source(DENSE));
        assertThat(result.succeeded()).isFalse();
        assertThat(result.all()).contains("[PlanNotWritten] The dtype plan could not be written to " + file + ".");
    }

    @Test
    void theOptionOfTheProcessorNamesThatOfThePlugin() {
        PlanBuild.Result result = build.with("-Ahalfcaf.plan=target/plan").compileWith("", build.source(DENSE));
        assertThat(result.messages()).containsExactly("""
                        [PlanOption] -Ahalfcaf.plan=target/plan is no option of the annotation processor.
                          The dtype plan is written by the compiler plugin, which sees the bodies of methods.
                          Fix: -Xplugin:Halfcaf plan=target/plan""");
    }

    // ---- files

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }

    private static Map<String, String> files(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path file : all(directory)) {
            files.put(directory.relativize(file).toString(), Files.readString(file));
        }
        return files;
    }
}
