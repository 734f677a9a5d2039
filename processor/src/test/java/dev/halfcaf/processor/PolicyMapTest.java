package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policy maps in annotations. */
final class PolicyMapTest {
    private static final String FORWARD = "\npublic Tensor forward(Tensor x) { return x; }\n";
    private static final Source BARE = Source.acme("@DtypePolicy abstract class Bare extends Layer {" + FORWARD + "}");
    private static final Source NAMED =
            Source.acme("@DtypePolicy(\"mixed_float16\") abstract class Named extends Layer {" + FORWARD + "}");
    private static final String PATHS =
            "The path of a layer is that of the fields which lead to it from the model, with an"
                    + " index or a key for each in an array, a list or a map.";

    private static Source net(String map) {
        return Source.acme("@DtypePolicy(map = " + map + ")\n" + """
                abstract class Net extends Model {
                    final Bare body = new CastingBare();
                    final Named head = new CastingNamed();
                    @DtypePolicy("bfloat16") final Bare field = new CastingBare();
                    final List<Bare> blocks = List.of(new CastingBare());
                    final Map<String, List<Bare>> groups = Map.of();
                    final Variable kernel = Variable.of("kernel", Shape.of(1), Initializer.zeros());
                    Tensor loss(Tensor y) { return y; }
                """ + FORWARD + "}");
    }

    private static String entry(String path, String policy) {
        return "@PolicyEntry(path = " + path + ", policy = " + policy + ")";
    }

    @Test
    void theWrapperCarriesTheMap() {
        String wrapper = Compiled.of(
                        BARE,
                        NAMED,
                        net("{" + entry("\"body\"", "\"float32\"") + ", "
                                + entry("\"blocks/*\"", "\"params=float32,compute=float16,output=float16\"") + "}"))
                .isClean()
                .generated("com.acme.CastingNet");
        assertThat(wrapper.replaceAll("\\s+", ""))
                .contains("PolicySource.surroundings().map(\"body\",\"float32\").map(\"blocks/*\",\"mixed_float16\");");
    }

    @Test
    void aSubclassWithoutAMapTakesItsSuperclasses() {
        String wrapper = Compiled.of(
                        BARE,
                        NAMED,
                        net(entry("\"body\"", "\"float32\"")),
                        Source.acme("@DtypePolicy abstract class Special extends Net {}"))
                .isClean()
                .generated("com.acme.CastingSpecial");
        assertThat(wrapper.replaceAll("\\s+", "")).contains("PolicySource.surroundings().map(\"body\",\"float32\");");
    }

    @Test
    void aPolicyThatIsNoneIsReportedInItsEntry() {
        Compiled.of(
                        BARE,
                        NAMED,
                        net("{" + entry("\"body\"", "\"float32\"") + ", " + entry("\"blocks/*\"", "§\"flaot16\"")
                                + "}"))
                .says("""
                error [UnknownPolicy] 'flaot16' is no policy. Did you mean 'float16'?
                  Policies: mixed_float16, mixed_bfloat16, float16, bfloat16, float32, float64, int32, int64, bool.
                  Fix: Write one of these; or none, to take the policy of the surroundings.
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "body/ | a name is missing at a slash",
                "'' | it is empty",
                "bo* | '*' stands for a whole name, between slashes, and '**' for any number of them",
            })
    void aMalformedPath(String path, String why) {
        Compiled.of(BARE, NAMED, net(entry("§\"" + path + "\"", "\"float32\""))).says("""
                error [PolicyEntry] '%s' is no path of a layer: %s. Paths look like encoder/attention, encoder/*, **/norm.
                  %s
                  Fix: Name the fields that lead to the layer.
                """.formatted(path, why, PATHS));
    }

    @Test
    void aPathTwice() {
        Compiled.of(
                        BARE,
                        NAMED,
                        net("{" + entry("\"body\"", "\"float32\"") + ", " + entry("§\"body\"", "\"float16\"") + "}"))
                .says("""
                error [PolicyEntry] 'body' stands in the map twice.
                  A layer has one policy.
                  Fix: Remove one.
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "part, kernel",
        "part/inner, bias",
        "parts/0, 'kernel, inner/bias'",
        "parts/0/inner, bias",
    })
    void anIntegerPolicyForWhatTrains(String path, String trained) {
        Source inner = Source.acme("""
                @DtypePolicy
                abstract class Inner extends Layer {
                    final Variable bias = Variable.of("bias", Shape.of(1), Initializer.zeros());
                """ + FORWARD + "}");
        Source part = Source.acme("""
                @DtypePolicy
                abstract class Part extends Layer {
                    final Variable kernel = Variable.of("kernel", Shape.of(1), Initializer.zeros());
                    final Inner inner = new CastingInner();
                """ + FORWARD + "}");
        Compiled.of(
                        inner,
                        part,
                        Source.acme("@DtypePolicy(map = " + entry('"' + path + '"', "§\"int32\"") + ")\n" + """
                abstract class Net extends Model {
                    final Part part = new CastingPart();
                    final List<Part> parts = List.of(new CastingPart());
                    Tensor loss(Tensor y) { return y; }
                """
                                + FORWARD + "}"))
                .says("""
                error [IntegerPolicy] '%s' is under policy 'int32' and trains %s.
                  'int32' comes from this entry of the policy map. A gradient is a fraction: a variable that is trained \
                needs a floating dtype.
                  Fix: Name a floating policy such as "float32"; or mark the field @NonTrainable, or @Int64 for a counter.
                """.formatted(path, trained.equals("kernel") ? "kernel, inner/bias" : trained));
    }

    @ParameterizedTest
    @CsvSource({
        "bdoy, bdoy, ' Did you mean ''body''?'",
        "bdoy/**, bdoy, ' Did you mean ''body/**''?'",
        "block/*, block, ' Did you mean ''blocks/*''?'",
        "kernel, kernel, ''"
    })
    void aPathThatBeginsWithNoLayerOfTheModel(String path, String field, String question) {
        Compiled.of(BARE, NAMED, net(entry("§\"" + path + "\"", "\"float32\"")))
                .says("""
                error [PolicyEntry] '%s' leads to no layer: Net has no field '%s' that holds one.%s
                  Fields that hold layers: body, head, field, blocks, groups.
                  Fix: Begin with one of its fields, or with "**/".
                """.formatted(path, field, question));
    }

    @ParameterizedTest
    @CsvSource({"blocks, blocks, blocks/*", "groups, groups, groups/*/*", "groups/a, groups, groups/*/*"})
    void aPathThatEndsBeforeTheLayer(String path, String field, String fix) {
        Compiled.of(BARE, NAMED, net(entry("§\"" + path + "\"", "\"float32\"")))
                .says("""
                error [PolicyEntry] '%s' leads to no layer: %s holds several.
                  %s
                  Fix: "%s"
                """.formatted(path, field, PATHS, fix));
    }

    @Test
    void anEntryAgainstSomethingNearer() {
        Compiled.of(BARE, NAMED, net(entry("§\"head\"", "\"float32\""))).says("""
                error [PolicyEntry] 'head' is to be under 'float32', and Named is under 'mixed_float16' wherever it stands.
                  What stands nearer to a layer decides: its class, its constructor, its field, and then the map.
                  Fix: Remove one of the two names.
                """);
        Compiled.of(BARE, NAMED, net(entry("§\"field\"", "\"float32\""))).says("""
                error [PolicyEntry] 'field' is to be under 'float32', and its field says 'bfloat16'.
                  What stands nearer to a layer decides: its class, its constructor, its field, and then the map.
                  Fix: Remove one of the two names.
                """);
        Compiled.of(BARE, NAMED, net(entry("\"head\"", "\"mixed_float16\""))).isClean();
        Compiled.of(BARE, NAMED, net(entry("\"*\"", "\"float32\""))).isClean();
    }

    @Test
    void twoPatternsForOneLayer() {
        Compiled.of(
                        BARE,
                        NAMED,
                        net("{" + entry("§\"*\"", "\"float32\"") + ", " + entry("\"**/body\"", "\"float16\"") + "}"))
                .says("""
                error [PolicyEntry] Layer 'body' is matched by several entries of a policy map: '*' for 'float32', '**/body' for 'float16'. Leave one of them; or write an entry 'body', which comes before patterns.
                  %s
                  Fix: Leave one pattern for each layer.
                """.formatted(PATHS));
    }

    @Test
    void aMapBelongsOnAModel() {
        String map = "map = @PolicyEntry(path = §\"body\", policy = \"float32\")";
        Compiled.of(
                        BARE,
                        Source.acme("@DtypePolicy(" + map + ") abstract class Block extends Layer { Bare body;"
                                + FORWARD + "}"),
                        Source.acme("@DtypePolicy abstract class Owner extends Model { "
                                + "@DtypePolicy(value = \"float32\", " + map + ") Bare bare; "
                                + "Tensor loss(Tensor y) { return y; }" + FORWARD + "}"),
                        Source.of("@DtypePolicy(value = \"float32\", " + map.replace("@P", "@dev.halfcaf.P")
                                + ")\n".replace("\n", "\npackage com.other;\nimport dev.halfcaf.DtypePolicy;\n")))
                .says(
                        refused("Block is no Model"),
                        refused("it stands on a field"),
                        refused("it stands on package com.other"));
    }

    private static String refused(String why) {
        return """
                error [PolicyEntry] 'map' has no effect: %s.
                  It gives policies to layers by their paths from the model that is annotated with it.
                  Fix: Move it to the model; or @DtypePolicy(...) on the field of the layer.
                """.formatted(why);
    }
}
