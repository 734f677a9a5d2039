package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the build finds the policy of a class. */
final class PolicyResolutionTest {
    private static final String BODY = " class Dense extends Layer { public Tensor forward(Tensor x) { return x; } }";
    private static final Source PACKAGE = Source.of("@dev.halfcaf.DtypePolicy(\"float64\")\npackage com.acme;\n");
    private static final Source PARENT = Source.of("@dev.halfcaf.DtypePolicy(\"bfloat16\")\npackage com;\n");
    private static final Source BARE = Source.acme("@DtypePolicy abstract" + BODY);

    private static String policy(Source... sources) {
        return policy(List.of(), "com.acme.CastingDense", sources);
    }

    private static String policy(List<String> options, String wrapper, Source... sources) {
        String text = Compiled.with(options, List.of(new HalfcafProcessor()), sources)
                .isClean()
                .generated(wrapper);
        String statement = text.replaceFirst("(?s).*PolicySource POLICY = ", "");
        return statement.substring(0, statement.indexOf(";\n")).replaceAll("\\s*\\n\\s*", " ");
    }

    @Test
    void aNamedClassHasItsOwn() {
        assertThat(policy(PACKAGE, Source.acme("@DtypePolicy(\"mixed_float16\") abstract" + BODY)))
                .isEqualTo("PolicySource.of(\"mixed_float16\", PolicyOrigin.CLASS, \"class com.acme.Dense\")");
    }

    @Test
    void lossScaleAndOnly() {
        assertThat(policy(Source.acme(
                        "@DtypePolicy(value = \"mixed_float16\", lossScale = \"1024\") abstract class Dense "
                                + "extends Model { @SuppressWarnings(\"halfcaf:NoLoss\") public Tensor forward(Tensor x) { return x; } "
                                + "Tensor loss(Tensor y) { return y; } }")))
                .isEqualTo("PolicySource.of(\"mixed_float16\", PolicyOrigin.CLASS, \"class com.acme.Dense\")"
                        + ".withLossScale(\"1024\")");
        assertThat(policy(Source.acme("@DtypePolicy(only = {\"float32\", \"mixed_bfloat16\"}) abstract" + BODY)))
                .isEqualTo("PolicySource.surroundings().only(\"float32\", \"mixed_bfloat16\")");
    }

    @Test
    void nothingSaysAnything() {
        assertThat(policy(BARE)).isEqualTo("PolicySource.surroundings()");
    }

    @Test
    void packagesNearestFirstThenTheOption() {
        List<String> option = List.of("-Ahalfcaf.policy=float32");
        assertThat(policy(option, "com.acme.CastingDense", BARE, PACKAGE, PARENT))
                .isEqualTo("PolicySource.of(\"float64\", PolicyOrigin.PACKAGE, \"package com.acme\")");
        assertThat(policy(option, "com.acme.CastingDense", BARE, PARENT))
                .isEqualTo("PolicySource.of(\"bfloat16\", PolicyOrigin.PACKAGE, \"package com\")");
        assertThat(policy(option, "com.acme.CastingDense", BARE))
                .isEqualTo("PolicySource.of(\"float32\", PolicyOrigin.OPTION, \"option -Ahalfcaf.policy=float32\")");
    }

    @Test
    void aPackageMayGiveALossScaleToItsModels() {
        Source scaled = Source.of(
                "@dev.halfcaf.DtypePolicy(value = \"mixed_float16\", lossScale = \"8\")\npackage com.acme;\n");
        assertThat(Compiled.of(scaled, BARE).generated("com.acme.CastingDense"))
                .contains("policy = \"mixed_float16; loss_scale=8\", origin = \"package com.acme\"");
        assertThat(policy(scaled, BARE))
                .isEqualTo(
                        "PolicySource.of(\"mixed_float16; loss_scale=8\", PolicyOrigin.PACKAGE, \"package com.acme\")");
    }

    @Test
    void theEnclosingClassBeforeThePackage() {
        Source outer = Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class Encoder extends Layer {
                    @DtypePolicy
                    abstract static class Middle extends Layer {
                        @DtypePolicy
                        abstract static class Inner extends Layer {
                            public Tensor forward(Tensor x) { return x; }
                        }
                        public Tensor forward(Tensor x) { return x; }
                    }
                    public Tensor forward(Tensor x) { return x; }
                }
                """);
        assertThat(policy(List.of(), "com.acme.CastingEncoder_Middle_Inner", PACKAGE, outer))
                .isEqualTo(
                        "PolicySource.of(\"mixed_float16\", PolicyOrigin.ENCLOSING_CLASS, \"class com.acme.Encoder\")");
    }

    @Test
    void theClassBeforeTheEnclosingClass() {
        Source outer = Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class Encoder extends Layer {
                    @DtypePolicy("float64")
                    abstract static class Inner extends Layer {
                        public Tensor forward(Tensor x) { return x; }
                    }
                    public Tensor forward(Tensor x) { return x; }
                }
                """);
        assertThat(policy(List.of(), "com.acme.CastingEncoder_Inner", outer))
                .isEqualTo("PolicySource.of(\"float64\", PolicyOrigin.CLASS, \"class com.acme.Encoder.Inner\")");
    }

    @Test
    void aPolicyInPartsStandsWhereverANameDoes() {
        String parts = "params=float64,compute=float16,output=float32";
        assertThat(policy(
                        Source.acme("@DtypePolicy(\"output=float32,params=float64,compute=float16\") abstract" + BODY)))
                .isEqualTo("PolicySource.of(\"" + parts + "\", PolicyOrigin.CLASS, \"class com.acme.Dense\")");
        assertThat(policy(List.of("-Ahalfcaf.policy=" + parts + "; loss_scale=8"), "com.acme.CastingDense", BARE))
                .contains("\"" + parts + "; loss_scale=8\"", "PolicyOrigin.OPTION");
        assertThat(policy(Source.of("@dev.halfcaf.DtypePolicy(\"" + parts + "\")\npackage com.acme;\n"), BARE))
                .contains("\"" + parts + "\"", "PolicyOrigin.PACKAGE");
        assertThat(policy(Source.acme("@DtypePolicy(only = \"" + parts + "\") abstract" + BODY)))
                .contains(".only(\"" + parts + "\")");
    }

    @Test
    void aSubclassWithoutAValueTakesItsSuperclasses() {
        Source base = Source.acme(
                "@DtypePolicy(value = \"mixed_float16\", lossScale = \"8\") abstract class Base extends Model "
                        + "{ public Tensor forward(Tensor x) { return x; } Tensor loss(Tensor y) { return y; } }");
        Source between = Source.acme("abstract class Between extends Base {}");
        assertThat(policy(PACKAGE, base, between, Source.acme("@DtypePolicy abstract class Dense extends Between {}")))
                .isEqualTo(
                        "PolicySource.of(\"mixed_float16\", PolicyOrigin.CLASS, \"class com.acme.Base\").withLossScale(\"8\")");
        assertThat(policy(PACKAGE, base, Source.acme("@DtypePolicy(\"float32\") abstract class Dense extends Base {}")))
                .isEqualTo("PolicySource.of(\"float32\", PolicyOrigin.CLASS, \"class com.acme.Dense\")");
        assertThat(policy(
                        PACKAGE,
                        base,
                        Source.acme("@DtypePolicy(lossScale = \"16\") abstract class Dense extends Base {}")))
                .endsWith(".withLossScale(\"16\")");
        Source bare = Source.acme("@DtypePolicy(only = \"float32\") abstract class Base extends Layer "
                + "{ public Tensor forward(Tensor x) { return x; } }");
        assertThat(policy(bare, Source.acme("@DtypePolicy abstract class Dense extends Base {}")))
                .isEqualTo("PolicySource.surroundings().only(\"float32\")");
    }

    @Test
    void aPureHalfPackageIsReportedWhereItHurts() {
        Source half = Source.of("@dev.halfcaf.DtypePolicy(\"float16\")\npackage com.acme;\n");
        Compiled.of(
                        half,
                        Source.acme("§@DtypePolicy\nabstract class Dense extends Layer { Variable kernel; "
                                + "public Tensor forward(Tensor x) { return x; } }"))
                .says("""
                warning [PureHalf] Dense trains kernel in pure float16.
                  Policy 'float16' comes from package com.acme. It keeps variables in 16 bits, where most updates of training round to nothing. 'mixed_float16' computes in float16, too, and keeps them in float32.
                  Fix: "mixed_float16"; or @SuppressWarnings("halfcaf:PureHalf") if it is meant.
                """);
    }

    @Test
    void mistakesOnPackages() {
        Compiled.of(Source.of("@dev.halfcaf.DtypePolicy(\"flaot64\")\npackage com.acme;\n"), BARE)
                .hasCodes("error UnknownPolicy");
        Compiled.of(Source.of("@dev.halfcaf.DtypePolicy(value = \"float64\", only = \"float64\")\npackage com.acme;\n"))
                .hasCodes("warning IgnoredOnly");
        Compiled.of(Source.of("§@dev.halfcaf.DtypePolicy\npackage com.acme;\n")).says("""
                error [UselessPolicy] @DtypePolicy on package com.acme has no effect: it names no policy.
                  It says the policy of a layer class; on a field, a package or a module, that of the bare layers in it.
                  Fix: Remove it, or move it to the layer.
                """);
    }

    @Test
    void theOptionIsCheckedOnce() {
        Compiled.with(List.of("-Ahalfcaf.policy=mixed_flot16"), List.of(new HalfcafProcessor()), BARE, PACKAGE)
                .says("""
                error [UnknownPolicy] -Ahalfcaf.policy: 'mixed_flot16' is no policy. Did you mean 'mixed_float16'?
                  Policies: mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64, int32, int64, bool.
                  Fix: Write one of these; or none, to take the policy of the surroundings.
                """);
        Compiled.with(List.of("-Ahalfcaf.policy=float16; loss_scale=0"), List.of(new HalfcafProcessor()), BARE)
                .hasCodes("error IllegalLossScale");
    }
}
