package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Policies on fields. */
final class FieldPolicyTest {
    private static final String FORWARD = "\npublic Tensor forward(Tensor x) { return x; }\n}\n";
    private static final Source BARE = Source.acme("@DtypePolicy abstract class Bare extends Layer {" + FORWARD);
    private static final Source NAMED =
            Source.acme("@DtypePolicy(\"mixed_float16\") abstract class Named extends Layer {" + FORWARD);

    private static Source owner(String fields) {
        return Source.acme("@DtypePolicy abstract class Owner extends Layer {\n" + fields + FORWARD);
    }

    @Test
    void aFieldGivesItsLayerAPolicy() {
        String wrapper = Compiled.of(BARE, NAMED, owner("""
                        @DtypePolicy("float32") final Bare a = new CastingBare();
                        @DtypePolicy("mixed_float16") final Named same = new CastingNamed();
                        @DtypePolicy("float64") List<CastingBare> list;
                        @DtypePolicy("float64") TensorFunction function;
                        """)).isClean().generated("com.acme.CastingOwner");
        assertThat(wrapper)
                .contains("members.layer(\"a\", a, \"float32\", \"field com.acme.Owner.a\");")
                .contains("members.layer(\"list/\" + i, list.get(i), \"float64\", \"field com.acme.Owner.list\");")
                .contains("members.layer(\"function\", function, \"float64\", \"field com.acme.Owner.function\");");
    }

    @Test
    void aFieldAgainstTheNameOfTheClass() {
        Compiled.of(NAMED, owner("""
                        @DtypePolicy(§"float32") final Named a = new CastingNamed();
                        @DtypePolicy(§"float64") CastingNamed[] b;
                        """)).says(conflict("a", "float32"), conflict("b", "float64"));
    }

    private static String conflict(String field, String wanted) {
        return """
                error [PolicyConflict] %s is to be under '%s', and Named is under 'mixed_float16' wherever it stands.
                  A class whose annotation names a policy has that one; a field's annotation is for classes that name none.
                  Fix: Remove one of the two names.
                """.formatted(field, wanted);
    }

    @Test
    void mistakesInTheName() {
        Compiled.of(BARE, owner("@DtypePolicy(\"flaot32\") Bare bare;")).hasCodes("error UnknownPolicy");
        Compiled.of(BARE, owner("@DtypePolicy(value = \"float32\", lossScale = \"8\") Bare bare;"))
                .hasCodes("warning IgnoredLossScale");
        Compiled.of(BARE, owner("@DtypePolicy(value = \"float32\", only = \"float32\") Bare bare;"))
                .hasCodes("warning IgnoredOnly");
    }

    @Test
    void fieldsWhereItHasNoEffect() {
        Compiled.of(
                        BARE,
                        owner("§@DtypePolicy(\"float32\") Variable kernel;\n§@DtypePolicy(\"float32\") int number;\n"
                                + "§@DtypePolicy Bare bare;"),
                        Source.acme("class App { §@DtypePolicy(\"float32\") Bare bare; }"),
                        Source.acme("record Config(@DtypePolicy(\"float32\") Bare §bare) {}".replace("§", "")))
                .says(
                        useless("kernel", "it holds no layer"),
                        useless("number", "it holds no layer"),
                        useless("bare", "it names no policy"),
                        useless("bare", "App is no layer"),
                        "com.acme.Config:7:15: " + useless("bare", "Config is no layer"));
    }

    private static String useless(String field, String why) {
        return """
                error [UselessPolicy] @DtypePolicy on %s has no effect: %s.
                  It says the policy of a layer class; on a field, a package or a module, that of the bare layers in it.
                  Fix: Remove it, or move it to the layer.
                """.formatted(field, why);
    }

    @Test
    void aBaseClassThatIsNotAnnotatedItself() {
        Compiled.of(
                        BARE,
                        Source.acme("abstract class Base extends Layer { @DtypePolicy(\"float32\") Bare bare; }"),
                        Source.acme("@DtypePolicy abstract class Owner extends Base {" + FORWARD))
                .isClean();
    }
}
