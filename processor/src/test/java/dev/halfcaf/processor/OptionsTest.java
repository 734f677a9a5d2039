package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -Xplugin:Halfcaf ...} and {@code -Ahalfcaf...}: how strict the checks are, and how loud. */
final class OptionsTest {
    private static final String SOME = """
            @DtypePolicy("mixed_float16")
            abstract class Some extends Layer {
                public Tensor forward(Tensor x) {
                    %1$sx.add(Tensor.ones(x.shape()));
                    %2$sx.exp();
                    x.add(%3$s2049);
                    return x;
                }

                Tensor other(Tensor a, @Float32 Tensor b) {
                    return %4$sa.add(b);
                }
            }
            """;

    /** With the places of a mismatch, of a sensitive op, of a constant, and of an unknown dtype marked where wanted. */
    private static Source some(boolean mismatch, boolean sensitive, boolean constant, boolean unknown) {
        String text = String.format(SOME, "", "", constant ? "§" : "", unknown ? "§" : "");
        if (mismatch) {
            text = text.replace("x.add(Tensor.ones(x.shape()))", "x.add(Tensor§.ones(x.shape()))");
        } else {
            text = text.replace("x.add(Tensor.ones(x.shape()))", "x.relu()");
        }
        return Source.acme(sensitive ? text.replace("x.exp()", "x§.exp()") : text);
    }

    private static Compiled compile(List<String> options, Source... sources) {
        return Compiled.with(options, List.of(new HalfcafProcessor()), sources);
    }

    @TempDir
    Path directory;

    @Test
    void asTheContractHasIt() {
        compile(List.of(), some(true, true, true, false))
                .hasPlaces("error DtypeMismatch", "note SensitiveOp", "warning ConstantInexact");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Xplugin:Halfcaf strict",
                "-Xplugin:Halfcaf strict=true",
                "-Ahalfcaf.strict",
                "-Ahalfcaf.strict=true",
                "-Ahalfcaf.strict="
            })
    void strict(String option) {
        compile(List.of(option), some(false, true, true, true))
                .hasPlaces("note SensitiveOp", "warning ConstantInexact", "warning UnknownDtype");
    }

    @Test
    void notStrict() {
        compile(List.of("-Xplugin:Halfcaf strict=false"), some(false, true, true, false))
                .hasPlaces("note SensitiveOp", "warning ConstantInexact");
        compile(List.of("-Ahalfcaf.strict=false"), some(false, true, true, false))
                .hasPlaces("note SensitiveOp", "warning ConstantInexact");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xplugin:Halfcaf severity=", "-Ahalfcaf.severity="})
    void severities(String option) {
        compile(List.of(option + "SensitiveOp:off"), some(true, false, true, false))
                .hasPlaces("error DtypeMismatch", "warning ConstantInexact");
        compile(
                        List.of(option + "SensitiveOp:error,ConstantInexact:note,DtypeMismatch:warning"),
                        some(true, true, true, false))
                .hasPlaces("warning DtypeMismatch", "error SensitiveOp", "note ConstantInexact");
    }

    @Test
    void severalSeverities() {
        compile(
                        List.of("-Xplugin:Halfcaf severity=SensitiveOp:off strict severity=ConstantInexact:error"),
                        some(false, false, true, true))
                .hasPlaces("error ConstantInexact", "warning UnknownDtype");
    }

    /** The plugin's options are those of this compilation; the others may come from wrappers of an earlier one. */
    @Test
    void thePluginWins() {
        compile(
                        List.of(
                                "-Ahalfcaf.severity=SensitiveOp:error,ConstantInexact:error",
                                "-Xplugin:Halfcaf severity=SensitiveOp:off"),
                        some(false, false, true, false))
                .hasPlaces("error ConstantInexact");
    }

    /** The wrapper of an earlier compilation brings the options for its own class. */
    @ParameterizedTest
    @MethodSource("javacs")
    void optionsOfAnEarlierCompilation(RealJavac javac) {
        Source source = some(false, true, true, true);
        List<String> path = List.of("-cp", RealJavac.runtime(), "-processorpath", RealJavac.processorPath());
        RealJavac.Result first = javac.compile(directory, with(path, "-Ahalfcaf.strict"), source);
        assertThat(first.messages()).anyMatch(message -> message.contains("UnknownDtype"));
        List<String> second = with(
                List.of("-cp", RealJavac.runtime() + java.io.File.pathSeparator + first.classes()),
                "-proc:none",
                "-processorpath",
                RealJavac.processorPath());
        assertThat(javac.compile(directory, second, source).messages()).isEqualTo(first.messages());
    }

    static List<RealJavac> javacs() {
        return RealJavac.all();
    }

    private static List<String> with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Stream.of(more)).toList();
    }

    /** What the processor finds is as loud as the processor is told. */
    @ParameterizedTest
    @CsvSource({"off, ''", "note, note", "warning, warning", "error, error"})
    void declarations(String severity, String kind) {
        Source source = Source.acme("""
                @DtypePolicy(§"float16")
                abstract class Half extends Layer {
                    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());
                    public Tensor forward(Tensor x) { return x.matmul(kernel); }
                }
                """.replace(kind.isEmpty() ? "§" : "", ""));
        Compiled compiled = compile(List.of("-Ahalfcaf.severity=PureHalf:" + severity), source);
        if (kind.isEmpty()) {
            compiled.isClean();
        } else {
            compiled.hasPlaces(kind + " PureHalf");
        }
    }

    private static final String FORM = "\n  Fix: Write <Code>:<severity>, several with commas between: ";
    private static final String EXAMPLE = "SensitiveOp:off,LossyRoundTrip:error.";

    @ParameterizedTest
    @ValueSource(strings = {"SensitiveOp:loud", "SensitiveOp", "SensitiveOp:off:on", "SensitiveOp:off,"})
    void aSeverityThatIsNone(String text) {
        String message = "'" + (text.endsWith(",") ? "" : text)
                + "' gives no code a severity.\n  Severities: off, note, warning, error.";
        plugin("severity=" + text, "severity=" + text + ": " + message + FORM + "severity=" + EXAMPLE);
        processor(
                "-Ahalfcaf.severity=" + text,
                "error [UnknownOption] -Ahalfcaf.severity=" + text + ": " + message + FORM + "-Ahalfcaf.severity="
                        + EXAMPLE);
    }

    @Test
    void aCodeThatIsNone() {
        String message =
                "...: 'SensitveOp' is no code. Did you mean 'SensitiveOp'?\n  Codes: BodiesNotChecked, BranchDtype, ConstantInexact,"
                        + " ConstantOverflow, ConstantUnderflow, DtypeMismatch, HalfPrecisionLoss, IgnoredLossScale,"
                        + " IgnoredOnly, IndexDtype, LooseVariable, LossyRoundTrip, NoLoss, PureHalf, ReturnDtype, SensitiveOp,"
                        + " UncheckedConstruction, UnknownDtype, UselessSuppression.";
        plugin("severity=SensitveOp:off", "severity=" + message + FORM + "severity=" + EXAMPLE);
        processor(
                "-Ahalfcaf.severity=SensitveOp:off",
                "error [UnknownOption] -Ahalfcaf.severity=" + message + FORM + "-Ahalfcaf.severity=" + EXAMPLE);
    }

    @Test
    void aCodeThatStaysAsItIs() {
        plugin("severity=FinalClass:warning", """
                severity=...: FinalClass is always an error.
                  Where it is found, nothing can be generated or checked.
                  Fix: Leave it out.""");
        plugin("severity=DtypeMismatch:off", """
                severity=...: DtypeMismatch cannot be off.
                  What it finds throws when it runs, or loses what is trained.
                  Fix: Write severity=DtypeMismatch:warning, or leave it out.""");
        plugin("severity=PureHalf:note", """
                severity=...: PureHalf is not found in bodies.
                  The processor finds it, and is not shown the plugin's options.
                  Fix: Write -Ahalfcaf.severity=PureHalf:note.""");
    }

    @Test
    void anOptionThatIsNone() {
        plugin("strictly", """
                -Xplugin:Halfcaf has no option 'strictly'. Did you mean 'strict'?
                  Options: strict, severity=<Code>:<severity>, plan=<directory>, plan.check=<file>.
                  Fix: Write -Xplugin:Halfcaf strict severity=SensitiveOp:off, with those that you mean.""");
        plugin("severty=SensitiveOp:off", """
                -Xplugin:Halfcaf has no option 'severty=SensitiveOp:off'. Did you mean 'severity'?
                  Options: strict, severity=<Code>:<severity>, plan=<directory>, plan.check=<file>.
                  Fix: Write -Xplugin:Halfcaf strict severity=SensitiveOp:off, with those that you mean.""");
        plugin("strict=yes", """
                strict=yes: 'yes' is neither true nor false.
                  Under strict, values whose dtype nobody declared are reported.
                  Fix: Write strict, or leave it out.""");
        processor(
                "-Ahalfcaf.strickt",
                """
                error [UnknownOption] -Ahalfcaf.strickt is no option. Did you mean '-Ahalfcaf.strict'?
                  Options: -Ahalfcaf.policy, -Ahalfcaf.severity, -Ahalfcaf.strict.
                  Fix: Write one of these.""",
                "warning The following options were not recognized by any processor: '[halfcaf.strickt]'");
        processor("-Ahalfcaf.strict=yes", """
                error [UnknownOption] -Ahalfcaf.strict=yes: 'yes' is neither true nor false.
                  Under strict, values whose dtype nobody declared are reported.
                  Fix: Write -Ahalfcaf.strict, or leave it out.""");
    }

    private static final String PLAIN = """
            @DtypePolicy
            abstract class %s extends Layer {
                public Tensor forward(Tensor x) { return x; }
            }
            """;

    /** It is said once, at the first file: javac shows a plugin none before. */
    private static void plugin(String argument, String message) {
        Source first = Source.of("§package a;\nclass First {}");
        compile(List.of("-Xplugin:Halfcaf " + argument), first, Source.acme(String.format(PLAIN, "Plain")))
                .says("error [UnknownOption] " + message);
    }

    private static void processor(String option, String... messages) {
        compile(List.of(option), Source.acme(String.format(PLAIN, "Plain")), Source.acme(String.format(PLAIN, "Other")))
                .says(messages);
    }

    /** Under -Werror a warning fails the build, and a note does not; under -nowarn javac shows neither. */
    @ParameterizedTest
    @MethodSource("javacs")
    void werrorAndNowarn(RealJavac javac) {
        Source source = some(false, true, true, false);
        List<String> path = List.of("-cp", RealJavac.runtime(), "-processorpath", RealJavac.processorPath());
        RealJavac.Result plain = javac.compile(directory, path, source);
        assertThat(plain.exit()).isZero();
        assertThat(codes(plain)).containsExactlyInAnyOrder("11 Note SensitiveOp", "12 warning ConstantInexact");
        RealJavac.Result strict = javac.compile(directory, with(path, "-Werror"), source);
        assertThat(strict.exit()).isEqualTo(1);
        assertThat(codes(strict)).containsAll(codes(plain));
        List<String> lowered = with(path, "-Werror", "-Ahalfcaf.severity=ConstantInexact:note");
        assertThat(javac.compile(directory, lowered, source).exit()).isZero();
        RealJavac.Result nowarn = javac.compile(directory, with(path, "-nowarn"), source);
        assertThat(nowarn.exit()).isZero();
        assertThat(codes(nowarn)).isEmpty();
    }

    private static List<String> codes(RealJavac.Result result) {
        List<String> codes = new ArrayList<>();
        result.output()
                .lines()
                .filter(line -> line.matches("\\S+\\.java:\\d+: .*\\[\\w+].*"))
                .map(line -> line.replaceFirst(".*\\.java:(\\d+): (?:(\\w+): )?.*?\\[(\\w+)].*", "$1 $2 $3"))
                .forEach(codes::add);
        return codes;
    }
}
