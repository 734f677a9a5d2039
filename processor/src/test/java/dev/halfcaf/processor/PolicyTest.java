package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halfcaf.Policy;
import dev.halfcaf.UnknownPolicyException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an annotation can say of a policy. */
final class PolicyTest {
    private static final String NAMES =
            "mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64, int32, int64, bool";

    private static String layer(String annotation, String fields) {
        return annotation + "\npublic abstract class Dense extends Layer {\n" + fields
                + "\npublic Tensor forward(Tensor x) { return x; }\n}\n";
    }

    private static String model(String annotation, String fields) {
        return annotation + "\npublic abstract class Net extends Model {\n" + fields
                + "\npublic Tensor forward(Tensor x) { return x; }\npublic Tensor loss(Tensor y) { return y; }\n}\n";
    }

    private static String unknown(String summary) {
        return """
                error [UnknownPolicy] %s
                  Policies: %s.
                  Fix: Write one of these; or none, to take the policy of the surroundings.
                """.formatted(summary, NAMES);
    }

    @Test
    void unknownNames() {
        assertThat(String.join(", ", Policy.names())).isEqualTo(NAMES);
        Compiled.of(Source.acme(layer("@DtypePolicy(§\"mixed_flot16\")", "")))
                .says(unknown("'mixed_flot16' is no policy. Did you mean 'mixed_float16'?"));
        Compiled.of(Source.acme(layer("@DtypePolicy(value = §\"fp8\")", ""))).says(unknown("'fp8' is no policy."));
        Compiled.of(Source.acme(layer("@DtypePolicy(§\" \")", ""))).says(unknown("The policy name is blank."));
        Compiled.of(Source.acme(layer("@DtypePolicy(only = {\"float32\", §\"flaot16\", §\"x\"})", "")))
                .says(unknown("'flaot16' is no policy. Did you mean 'float16'?"), unknown("'x' is no policy."));
        Compiled.of(Source.acme(layer("@DtypePolicy(Dense§.NAME)", "static final String NAME = \"half\";")))
                .says(unknown("'half' is no policy. Did you mean 'float16'?"));
    }

    @Test
    void knownNames() {
        for (String name :
                List.of("mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float32", "float64", "")) {
            Compiled.of(Source.acme(layer("@DtypePolicy(\"" + name + "\")", "")))
                    .isClean();
        }
        Compiled.of(Source.acme(layer("@DtypePolicy(only = {\"float32\", \"mixed_bfloat16\"})", "Variable kernel;")))
                .isClean();
    }

    @Test
    void aValueThatTheCompilerCannotMakeOutIsItsAffair() {
        Compiled.of(Source.acme(layer("@DtypePolicy(NAME)", "")))
                .hasCodes("cannot find symbol\n  symbol: variable NAME");
        Compiled.of(Source.acme(layer("@DtypePolicy(3)", "")))
                .hasCodes("incompatible types: int cannot be converted to java.lang.String");
    }

    @Test
    void afterAnUnknownNameTheWrapperIsThere() {
        Compiled.of(
                        Source.acme(layer("@DtypePolicy(\"flaot32\")", "")),
                        Source.acme("class App { CastingDense dense = new CastingDense(); }"))
                .hasCodes("error UnknownPolicy");
    }

    @Test
    void integerPolicies() {
        Compiled.of(Source.acme(layer("@DtypePolicy(§\"int32\")", "Variable kernel;\nVariable bias;")))
                .says("""
                error [IntegerPolicy] Dense is under policy 'int32' and trains kernel, bias.
                  'int32' comes from class com.acme.Dense. A gradient is a fraction: a variable that is trained needs a floating dtype.
                  Fix: Name a floating policy such as "float32"; or mark the field @NonTrainable, or @Int64 for a counter.
                """);
        Compiled.of(Source.acme(layer("§@DtypePolicy(only = {\"float32\", \"bool\"})", "Variable[] kernels;")))
                .says("""
                error [IntegerPolicy] Dense is under policy 'bool' and trains kernels.
                  'bool' comes from 'only' of class com.acme.Dense. A gradient is a fraction: a variable that is trained needs a floating dtype.
                  Fix: Name a floating policy such as "float32"; or mark the field @NonTrainable, or @Int64 for a counter.
                """);
        Compiled.of(Source.acme(layer(
                        "@DtypePolicy(\"int64\")",
                        "@NonTrainable Variable table;\n@Int32 Variable steps;\n@Bool Variable on;")))
                .isClean();
    }

    private static final Source DENSE = Source.acme(layer("@DtypePolicy", "Variable kernel;"));

    private static Source owner(String annotation, String fields) {
        return Source.acme(
                annotation + " abstract class Owner extends Model {\n" + fields
                        + "\nTensor loss(Tensor y) { return y.cast(Dtype.FLOAT32); }\npublic Tensor forward(Tensor x) { return x; }\n}");
    }

    @Test
    void anIntegerPolicyOverLayersThatTrain() {
        Compiled.of(DENSE, owner("@DtypePolicy(§\"int32\")", "Dense a;\nList<Dense> b;"))
                .says("""
                error [IntegerPolicy] Owner is under policy 'int32' and trains a/kernel, b/kernel.
                  'int32' comes from class com.acme.Owner. A gradient is a fraction: a variable that is trained needs a floating dtype.
                  Fix: Name a floating policy such as "float32"; or @DtypePolicy("float32") on the field of the layer.
                """);
        Compiled.of(DENSE, owner("@DtypePolicy(\"int32\")", "@DtypePolicy(\"float32\") Dense a;"))
                .isClean();
        Compiled.of(
                        DENSE,
                        owner(
                                "@DtypePolicy(value = \"int32\", map = @PolicyEntry(path = \"a\", policy = \"float32\"))",
                                "Dense a;"))
                .isClean();
    }

    @Test
    void aHalfPolicyOfTheOptionIsReportedOnce() {
        List<String> option = List.of("-Ahalfcaf.policy=float16");
        Source other = Source.acme(layer("@DtypePolicy", "Variable bias;").replace("class Dense", "class Later"));
        Source first = Source.acme(layer("§@DtypePolicy", "Variable kernel;"));
        Compiled.with(option, List.of(new HalfcafProcessor()), other, first, owner("@DtypePolicy", "Dense a;"))
                .says("""
                warning [PureHalf] Dense trains kernel in pure float16.
                  Policy 'float16' comes from option -Ahalfcaf.policy=float16. It keeps variables in 16 bits, where most updates of training round to nothing. 'mixed_float16' computes in float16, too, and keeps them in float32.
                  Fix: "mixed_float16"; or @SuppressWarnings("halfcaf:PureHalf") if it is meant.
                """);
        Source silenced =
                Source.acme(layer("@SuppressWarnings(\"halfcaf:PureHalf\") @DtypePolicy", "Variable kernel;"));
        Compiled.with(option, List.of(new HalfcafProcessor()), other, silenced).hasCodes("warning PureHalf");
    }

    @Test
    void halfVariablesOfAPolicyInParts() {
        Compiled.of(Source.acme(
                        layer("@DtypePolicy(§\"params=float16,compute=float32,output=float32\")", "Variable kernel;")))
                .says("""
                warning [PureHalf] Dense trains kernel in float16.
                  Policy 'params=float16,compute=float32,output=float32' comes from class com.acme.Dense. It keeps variables in 16 bits, where most updates of training round to nothing. 'float32' computes in float32, too, and keeps them in float32.
                  Fix: "float32"; or @SuppressWarnings("halfcaf:PureHalf") if it is meant.
                """);
    }

    @Test
    void textsThatAreNoPolicySayTheSameAsAtRunTime() {
        for (String text : List.of(
                " ",
                "Mixed_Float16",
                "mixed_float15",
                "float16_with_float32_vars",
                "x".repeat(1000),
                "params=float32,compute=float16",
                "params=float32,compute=int32,output=float32",
                "p=float32,c=float16,o=float32")) {
            UnknownPolicyException atRunTime =
                    catchThrowableOfType(UnknownPolicyException.class, () -> Policy.of(text));
            String said = "error [UnknownPolicy] " + atRunTime.problem() + "\n  " + atRunTime.choice()
                    + "\n  Fix: Write one of these; or none, to take the policy of the surroundings.";
            Compiled.of(Source.acme(layer("@DtypePolicy(§\"" + text + "\")", "")))
                    .says(said);
            Compiled.of(Source.acme(layer("@DtypePolicy(only = §\"" + text + "\")", "")))
                    .says(said);
            Compiled.with(
                            List.of("-Ahalfcaf.policy=" + text),
                            List.of(new HalfcafProcessor()),
                            Source.acme(layer("@DtypePolicy", "")))
                    .says(said.replace("[UnknownPolicy] ", "[UnknownPolicy] -Ahalfcaf.policy: "));
        }
    }

    private static String pureHalf(String who, String trained, String half, String where) {
        return """
                warning [PureHalf] %1$s trains %2$s in pure %3$s.
                  Policy '%3$s' comes from %4$s. It keeps variables in 16 bits, where most updates of training round to nothing. 'mixed_%3$s' computes in %3$s, too, and keeps them in float32.
                  Fix: "mixed_%3$s"; or @SuppressWarnings("halfcaf:PureHalf") if it is meant.
                """.formatted(who, trained, half, where);
    }

    @Test
    void pureHalf() {
        Compiled.of(Source.acme(
                        layer("@DtypePolicy(§\"float16\")", "Variable a;\nVariable b;\nVariable c;\nVariable d;")))
                .says(pureHalf("Dense", "a, b, c and 1 more", "float16", "class com.acme.Dense"));
        Compiled.of(Source.acme(layer("@DtypePolicy(§\"bfloat16\")", "List<Variable> kernels;")))
                .says(pureHalf("Dense", "kernels", "bfloat16", "class com.acme.Dense"));
        Compiled.of(Source.acme(layer("@DtypePolicy(\"float16\")", "@NonTrainable Variable kernel;")))
                .isClean();
    }

    @Test
    void pureHalfIsSilencedOnTheClassAndAroundIt() {
        Compiled.of(Source.acme(layer(
                        "@SuppressWarnings({\"x\", \"halfcaf:PureHalf\"}) @DtypePolicy(\"float16\")", "Variable a;")))
                .isClean();
        Compiled.of(Source.acme("@SuppressWarnings(\"halfcaf:PureHalf\")\nclass Outer {\n"
                        + layer("@DtypePolicy(\"float16\") static", "Variable a;") + "}"))
                .isClean();
        Compiled.of(Source.acme(layer(
                        "@SuppressWarnings(\"halfcaf:IgnoredLossScale\") @DtypePolicy(§\"float16\")", "Variable a;")))
                .says(pureHalf("Dense", "a", "float16", "class com.acme.Dense"));
    }

    @Test
    void errorsAreNotSilenced() {
        Compiled.of(Source.acme(layer("@SuppressWarnings(\"halfcaf:UnknownPolicy\") @DtypePolicy(\"x\")", "")))
                .hasCodes("error UnknownPolicy");
    }

    @Test
    void pureHalfOfWhatAModelHolds() {
        Source dense = Source.acme(layer("@DtypePolicy", "Variable kernel;"));
        Source named = Source.acme("@DtypePolicy(\"float32\") public abstract class Norm extends Dense {}");
        Compiled.of(
                        dense,
                        named,
                        Source.acme(model(
                                "@DtypePolicy(§\"float16\")",
                                "final Dense hidden = new CastingDense();\n"
                                        + "final CastingDense out = new CastingDense();\n"
                                        + "@DtypePolicy(\"float32\") final Dense other = new CastingDense();\n"
                                        + "final Norm norm = new CastingNorm();")))
                .says(pureHalf("Net", "hidden/kernel, out/kernel", "float16", "class com.acme.Net"));
    }

    @Test
    void lossScales() {
        for (String scale : List.of("auto", "none", "dynamic", "1024", "1", "1e4", "dynamic(start=1024)")) {
            Compiled.of(Source.acme(
                            model("@DtypePolicy(value = \"mixed_float16\", lossScale = \"" + scale + "\")", "")))
                    .isClean();
        }
        Compiled.of(Source.acme(model("@DtypePolicy(lossScale = §\"fast\")", "")))
                .says("""
                error [IllegalLossScale] 'fast' is no loss scale. A loss scale is "auto", "none", "dynamic", or a number of at least 1 such as "1024".
                  The loss is multiplied by the scale, so that small float16 gradients do not vanish.
                  Fix: "auto", which is what the policy brings, "dynamic", "none", or a number such as "1024".
                """);
        Compiled.of(Source.acme(model("@DtypePolicy(lossScale = §\"0.5\")", "")))
                .says("""
                error [IllegalLossScale] Loss scale: scale is 0.5; it must be at least 1, and finite in float32.
                  The loss is multiplied by the scale, so that small float16 gradients do not vanish.
                  Fix: "auto", which is what the policy brings, "dynamic", "none", or a number such as "1024".
                """);
        for (String scale : List.of("0", "-1", "NaN", "Infinity", "", "1024f", "1e400")) {
            Compiled.of(Source.acme(layer("@DtypePolicy(lossScale = \"" + scale + "\")", "")))
                    .hasCodes("error IllegalLossScale");
        }
    }

    @Test
    void aLossScaleThatNothingUses() {
        Compiled.of(Source.acme(layer("@DtypePolicy(value = \"mixed_float16\", lossScale = §\"1024\")", "")))
                .says("""
                warning [IgnoredLossScale] lossScale = "1024" has no effect: Dense is no Model.
                  The train step scales the loss, and only a Model has one.
                  Fix: Remove it here; set it on the Model that is trained.
                """);
        Compiled.of(Source.acme(layer("@DtypePolicy(lossScale = \"auto\")", "")))
                .isClean();
    }

    @Test
    void onlyBesideAName() {
        Compiled.of(Source.acme(layer("@DtypePolicy(value = \"float32\", only = §\"float32\")", "")))
                .says("""
                warning [IgnoredOnly] 'only' has no effect: the policy of Dense is named.
                  It says under which policies a class may be used that takes its policy from its surroundings.
                  Fix: Remove 'only'.
                """);
    }

    @Test
    void variablesInADtypeThatThePolicyContradicts() {
        Compiled.of(
                        Source.acme(
                                layer(
                                        "@DtypePolicy(\"mixed_float16\")",
                                        "@Float32 Variable fine;\n@Float16 Variable §half;\n@Int64 Variable steps;\n@NonTrainable @Float64 List<Variable> §wide;")))
                .says("""
                error [VariableDtype] half is declared float16, and Dense keeps its variables in float32.
                  Policy 'mixed_float16' comes from class com.acme.Dense.
                  Fix: Remove the qualifier (@VariableDtype reads the variable uncast); or name a policy with float16 variables.
                """, """
                error [VariableDtype] wide is declared float64, and Dense keeps its variables in float32.
                  Policy 'mixed_float16' comes from class com.acme.Dense.
                  Fix: Remove the qualifier (@VariableDtype reads the variable uncast); or name a policy with float64 variables.
                """);
        Compiled.of(Source.acme(layer("@DtypePolicy(only = {\"float32\", \"float64\"})", "@Float32 Variable §mean;")))
                .says("""
                error [VariableDtype] mean is declared float32, and Dense keeps its variables in float64.
                  Policy 'float64' comes from 'only' of class com.acme.Dense.
                  Fix: Remove the qualifier (@VariableDtype reads the variable uncast); or name a policy with float32 variables.
                """);
        Compiled.of(Source.acme(layer("@DtypePolicy", "@Float64 Variable §mean;")))
                .says("""
                error [VariableDtype] mean is declared float64, but variables are kept in float32 under policy 'mixed_float16'
                  The class takes its policy from its surroundings.
                  Fix: remove the qualifier; or @DtypePolicy(only = {"float64"}).
                """);
    }
}
