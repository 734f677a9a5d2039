package dev.halfcaf.processor.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What single facts of a plan look like. */
final class PlanFactsTest {
    private static final String IMPORTS = """
            package com.acme;

            import dev.halfcaf.*;
            import dev.halfcaf.qualifier.*;
            import java.util.*;
            import java.util.function.*;

            """;
    private static final String IDENTITY = """
                @DtypePolicy
                abstract static class Identity extends Layer {
                    public Tensor forward(Tensor x) {
                        return x;
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

    private void compile(String classes) {
        assertThat(build.compile(build.source(IMPORTS + "class All {\n" + classes + "}\n"))
                        .succeeded())
                .isTrue();
    }

    // ---- policies and their origins

    @Test
    void aPolicyOfThePackage() throws IOException {
        Path info = Files.createDirectories(folder.resolve("src")).resolve("package-info.java");
        Files.writeString(info, "@dev.halfcaf.DtypePolicy(\"bfloat16\")\npackage com.acme;\n");
        assertThat(build.compile(info, build.source(IMPORTS + "class All {\n" + IDENTITY + "}\n"))
                        .succeeded())
                .isTrue();
        assertThat(build.block("com.acme.All.Identity"))
                .contains("policy: bfloat16 (package com.acme)")
                .contains("forward: input x: bfloat16");
    }

    /** Only the generated class knows of it. */
    @Test
    void aPolicyOfTheProcessorsOption() {
        build.with("-Ahalfcaf.policy=mixed_bfloat16");
        compile(IDENTITY);
        assertThat(build.block("com.acme.All.Identity"))
                .contains("policy: mixed_bfloat16 (option -Ahalfcaf.policy=mixed_bfloat16)");
    }

    @Test
    void aBareClassForSomePolicies() {
        compile(IDENTITY.replace("@DtypePolicy", "@DtypePolicy(only = {\"float32\", \"mixed_bfloat16\"})"));
        assertThat(build.block("com.acme.All.Identity"))
                .contains("policy: that of its surroundings: float32 or mixed_bfloat16");
    }

    @Test
    void aPolicyMap() {
        compile(IDENTITY + """
                @DtypePolicy
                abstract static class Block extends Layer {
                    final Identity norm = new CastingAll_Identity();
                    final Identity other = new CastingAll_Identity();

                    public Tensor forward(Tensor x) {
                        return norm.forward(other.forward(x)).cast(x.dtype());
                    }
                }

                @DtypePolicy(value = "mixed_float16", map = {
                    @PolicyEntry(path = "**/norm", policy = "float32"),
                    @PolicyEntry(path = "blocks/1", policy = "bfloat16")
                })
                abstract static class Net extends Model {
                    final List<Block> blocks = new ArrayList<>();

                    Net() {
                        for (int i = 0; i < 2; i++) {
                            blocks.add(new CastingAll_Block());
                        }
                    }

                    public Tensor forward(Tensor x) {
                        for (Block block : blocks) {
                            x = block.forward(x).cast(computeDtype());
                        }
                        return x;
                    }

                    public Tensor loss(Tensor y) {
                        return y.mean();
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Net blocks/0: com.acme.All.Block"))
                .contains("policy: mixed_float16 (owner Net)");
        assertThat(build.block("com.acme.All.Net blocks/0/norm: com.acme.All.Identity"))
                .contains("policy: float32 (policy map of model Net, entry '**/norm')");
        assertThat(build.block("com.acme.All.Net blocks/1: com.acme.All.Block"))
                .contains("policy: bfloat16 (policy map of model Net, entry 'blocks/1')");
        assertThat(build.block("com.acme.All.Net blocks/1/other: com.acme.All.Identity"))
                .contains("policy: bfloat16 (owner Block)");
    }

    /** The wrapper casts what forward returns; layers within are without. */
    @Test
    void anOutputDtype() {
        compile(IDENTITY + """
                @DtypePolicy("params=float32,compute=float16,output=float32")
                abstract static class Net extends Model {
                    final Identity inner = new CastingAll_Identity();

                    public Tensor forward(Tensor x) {
                        return inner.forward(x).relu();
                    }

                    public Tensor loss(Tensor y) {
                        return y.mean();
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Net"))
                .contains("policy: params=float32,compute=float16,output=float32 (class com.acme.All.Net)")
                .contains("forward: relu(inner): float16")
                .contains("forward: output: float32")
                .contains("cast: output: float16 to float32, 2 to 4 bytes an element")
                .doesNotContain("for the loss");
        assertThat(build.block("com.acme.All.Net inner: com.acme.All.Identity"))
                .contains("policy: mixed_float16 (owner Net)")
                .contains("forward: output: float16");
    }

    @Test
    void lossScales() {
        for (String[] one : new String[][] {
            {"@DtypePolicy(\"mixed_float16\")", "mixed_float16 (class com.acme.All.Net), dynamic loss scale"},
            {"@DtypePolicy(\"float32\")", "float32 (class com.acme.All.Net), no loss scale"},
            {"@DtypePolicy(lossScale = \"1024\")", "that of its surroundings, loss scale 1024"},
            {
                "@DtypePolicy(value = \"mixed_float16\", lossScale = \"none\")",
                "mixed_float16 (class com.acme.All.Net), no loss scale"
            },
        }) {
            compile("""
                    %s
                    abstract static class Net extends Model {
                        public Tensor forward(Tensor x) {
                            return x;
                        }

                        public Tensor loss(Tensor x) {
                            return x.mean();
                        }
                    }
                    """.formatted(one[0]));
            assertThat(build.block("com.acme.All.Net")).contains("\n  policy: " + one[1] + "\n");
        }
    }

    @Test
    void warningsOfDeclarationsAndOfBodies() {
        compile("""
                @DtypePolicy("float16")
                abstract static class Half extends Layer {
                    final Variable gain = Variable.of("gain", Shape.of(1), Initializer.ones());

                    public Tensor forward(Tensor x) {
                        return x.mul(gain).exp();
                    }
                }

                @SuppressWarnings({"halfcaf:PureHalf", "halfcaf:SensitiveOp"})
                @DtypePolicy("float16")
                abstract static class Silent extends Layer {
                    final Variable gain = Variable.of("gain", Shape.of(1), Initializer.ones());

                    public Tensor forward(Tensor x) {
                        return x.mul(gain).exp();
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Half"))
                .contains("\n  warning: PureHalf: All.Half trains gain in pure float16.".replace("All.Half", "Half"))
                .contains("\n  warning: SensitiveOp: ");
        assertThat(build.block("com.acme.All.Silent")).doesNotContain("warning");
    }

    // ---- what a class has

    @Test
    void whatASuperclassHasItsSubclassesHave() {
        compile(IDENTITY + """
                abstract static class Base extends Layer {
                    final Variable gain = Variable.of("gain", Shape.of(3), Initializer.ones());
                    final Identity inner = new CastingAll_Identity();

                    public Tensor forward(Tensor x) {
                        return scaled(inner.forward(x));
                    }

                    Tensor scaled(Tensor x) {
                        return x.mul(gain);
                    }
                }

                @DtypePolicy("mixed_float16")
                abstract static class Sub extends Base {
                    @Override
                    public Tensor forward(Tensor y) {
                        return super.forward(y).relu();
                    }
                }

                @DtypePolicy
                abstract static class Plain extends Base {}
                """);
        assertThat(build.text()).doesNotContain("\ncom.acme.All.Base\n");
        assertThat(build.block("com.acme.All.Sub"))
                .contains("variable: gain (3): float32, read in float16")
                .contains("holds: inner: com.acme.All.Identity, policy mixed_float16 (owner Sub)")
                .contains("forward: input y: float16")
                .doesNotContain("forward: input x");
        assertThat(build.block("com.acme.All.Plain"))
                .contains("forward: layer inner.forward(x): compute dtype")
                .contains("variable: gain (3): variable dtype, read in compute dtype");
    }

    @Test
    void aLayerOfALibraryIsNamedThoughItsPlanIsElsewhere() throws IOException {
        PlanBuild library = new PlanBuild(Files.createDirectories(folder.resolve("library")));
        library.compile(library.source("package com.lib;\nimport dev.halfcaf.*;\n"
                + IDENTITY.replace("abstract static", "public abstract").replace("    ", "")));
        build.with(
                "-classpath", System.getProperty("java.class.path") + java.io.File.pathSeparator + library.classes());
        compile("""
                @DtypePolicy("mixed_float16")
                abstract static class Net extends Model {
                    final com.lib.Identity far = new com.lib.CastingIdentity(Policy.of("float32"));

                    public @Float32 Tensor forward(Tensor x) {
                        return far.forward(x);
                    }

                    public Tensor loss(Tensor y) {
                        return y.mean();
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Net far: com.lib.Identity").strip())
                .isEqualTo("""
                        com.acme.All.Net far: com.lib.Identity
                          policy: float32 (constructor argument of Identity)
                          elsewhere: its class is not part of this build""");
    }

    @Test
    void waysToHoldLayers() {
        compile(IDENTITY + """
                @DtypePolicy("mixed_float16")
                abstract static class Net extends Model {
                    static final int COUNT = 3;
                    final Identity[] array = {new CastingAll_Identity(), new CastingAll_Identity()};
                    final List<Identity> list = List.of(new CastingAll_Identity(), new CastingAll_Identity(Policy.of("float32")));
                    final List<Identity> counted = new ArrayList<>();
                    final List<Identity> many;
                    final Map<String, Identity> keyed = new LinkedHashMap<>();
                    final Identity either;
                    final Identity local;
                    final List<Identity> copied;

                    Net(int n, boolean wide) {
                        for (int i = 1; i <= COUNT; ++i) {
                            counted.add(new CastingAll_Identity());
                        }
                        counted.add(new CastingAll_Identity());
                        many = java.util.stream.IntStream.range(0, n).mapToObj(i -> (Identity) new CastingAll_Identity()).toList();
                        Identity made = new CastingAll_Identity(Policy.of("bfloat16"));
                        local = made;
                        List<Identity> collected = new ArrayList<>();
                        collected.add(new CastingAll_Identity());
                        collected.add(made);
                        copied = List.copyOf(collected);
                        keyed.put("first", new CastingAll_Identity());
                        either = wide ? new CastingAll_Identity(Policy.of("float32")) : new CastingAll_Identity();
                    }

                    public Tensor forward(Tensor x) {
                        for (Identity one : many) {
                            x = one.forward(x);
                        }
                        Tensor[] results = {x};
                        counted.forEach(layer -> results[0] = layer.forward(results[0]));
                        return keyed.get("first").forward(array[1].forward(x));
                    }

                    public Tensor loss(Tensor y) {
                        return y.mean();
                    }
                }
                """);
        assertThat(build.text().lines().filter(line -> line.startsWith("com.acme.All.Net ")))
                .containsExactly(
                        "com.acme.All.Net array/0: com.acme.All.Identity",
                        "com.acme.All.Net array/1: com.acme.All.Identity",
                        "com.acme.All.Net list/0: com.acme.All.Identity",
                        "com.acme.All.Net list/1: com.acme.All.Identity",
                        "com.acme.All.Net counted/0..2: com.acme.All.Identity, 3 times",
                        "com.acme.All.Net counted/3: com.acme.All.Identity",
                        "com.acme.All.Net many/*: com.acme.All.Identity, n times",
                        "com.acme.All.Net keyed/first: com.acme.All.Identity",
                        "com.acme.All.Net either: com.acme.All.Identity",
                        "com.acme.All.Net local: com.acme.All.Identity",
                        "com.acme.All.Net copied/0: com.acme.All.Identity",
                        "com.acme.All.Net copied/1: com.acme.All.Identity");
        assertThat(build.block("com.acme.All.Net local: com.acme.All.Identity"))
                .contains("policy: bfloat16 (constructor argument of Identity)");
        assertThat(build.block("com.acme.All.Net copied/0: com.acme.All.Identity"))
                .contains("policy: mixed_float16 (owner Net)");
        assertThat(build.block("com.acme.All.Net list/1: com.acme.All.Identity"))
                .contains("policy: float32 (constructor argument of Identity)");
        assertThat(build.block("com.acme.All.Net either: com.acme.All.Identity"))
                .contains("policy: that of its owner or of its constructor argument, known at run time");
        assertThat(build.block("com.acme.All.Net"))
                .contains("layer many.forward(x)")
                .contains("layer counted.forward(results[])")
                .contains("layer keyed.forward(array[])")
                .contains("layer array.forward(x)");
    }

    @Test
    void aLayerThatHoldsItsOwnKindEnds() {
        compile("""
                @DtypePolicy
                abstract static class Chain extends Model {
                    final Chain next;

                    Chain(Chain next) {
                        this.next = next;
                    }

                    public Tensor forward(Tensor x) {
                        return next.forward(x);
                    }

                    public Tensor loss(Tensor y) {
                        return y.mean();
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Chain next: com.acme.All.Chain"))
                .contains("policy: that of its owner or of its constructor argument, known at run time");
    }

    // ---- bodies

    @Test
    void lambdasReferencesOverloadsAndGenerics() {
        compile("""
                record Box<T>(T inside, int size) {}

                @DtypePolicy
                abstract static class Odd<T extends Comparable<T>> extends Layer {
                    public Tensor forward(Tensor x) {
                        UnaryOperator<Tensor> twice = t -> t.add(t);
                        Tensor y = Optional.of(x).map(Tensor::relu).map(t -> t.mul(2)).orElse(x);
                        return helper(helper(twice.apply(y)), new Box<>(x, 1));
                    }

                    private Tensor helper(Tensor a) {
                        return a.neg();
                    }

                    private Tensor helper(Tensor a, Box<Tensor> box) {
                        return a.add(box.inside());
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Odd"))
                .contains("forward: Tensor::relu: compute dtype")
                .contains("forward: mul(t, 2): compute dtype")
                .contains("helper: neg(a): compute dtype")
                .contains("helper#2: add(a, inside): compute dtype");
    }

    @Test
    void aGuardGivesADtypeForEachPolicy() {
        compile("""
                @DtypePolicy
                abstract static class Guarded extends Layer {
                    public @Floating Tensor forward(Tensor x) {
                        return x.cast(computeDtype() == Dtype.FLOAT16 ? Dtype.FLOAT32 : computeDtype());
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Guarded"))
                .contains("cast(x, ...): float32 (bfloat16 under mixed_bfloat16 and bfloat16; float64 under float64)");
    }

    @Test
    void aVariableThatIsSetIsCastToWhatItIsKeptIn() {
        compile("""
                @DtypePolicy("mixed_float16")
                abstract static class Mean extends Layer {
                    @NonTrainable final Variable mean = Variable.of("mean", Shape.of(3), Initializer.zeros());

                    public Tensor forward(Tensor x) {
                        mean.assign(x);
                        return x;
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Mean"))
                .contains("variable: mean (3): float32, read in float16, not trained")
                .contains("forward: assign(mean, x): float32")
                .contains("cast: assign(mean, x): float16 to float32, 2 to 4 bytes an element");
    }

    @Test
    void theTrainStepCastsBeforeTheLoss() {
        compile("""
                @DtypePolicy("float16")
                abstract static class Net extends Model {
                    public Tensor forward(Tensor x) {
                        return x;
                    }

                    public Tensor loss(Tensor y, Tensor targets) {
                        return Losses.meanSquaredError(y, targets);
                    }
                }
                """);
        assertThat(build.block("com.acme.All.Net"))
                .contains("forward: output: float16")
                .contains("loss: input y: float32")
                .contains("cast: y for the loss: float16 to float32, 2 to 4 bytes an element")
                .contains("loss: output: float32");
    }
}
