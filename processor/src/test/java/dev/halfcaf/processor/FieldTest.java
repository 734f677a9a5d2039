package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How fields that hold variables and layers are found and named. */
final class FieldTest {
    private static final String FORWARD = """
                public Tensor forward(Tensor x) {
                    return x;
                }
            }
            """;

    /** A bare layer whose body begins with these fields. */
    private static Source layer(String fields) {
        return layer("@DtypePolicy", fields);
    }

    private static Source layer(String annotation, String fields) {
        return Source.acme(annotation + "\nabstract class Dense extends Layer {\n" + fields + FORWARD);
    }

    private static String members(Source... sources) {
        String wrapper = Compiled.of(sources).isClean().generated("com.acme.CastingDense");
        return wrapper.substring(wrapper.indexOf("Members members) {") + "Members members) {".length());
    }

    @Test
    void whatFieldsSayOfTheirVariables() {
        assertThat(members(layer("@DtypePolicy(\"mixed_float16\")", """
                Variable kernel;
                @VariableDtype Variable mean;
                @NonTrainable Variable variance;
                @NonTrainable @VariableDtype Variable both;
                @Int64 Variable steps;
                @NonTrainable @Float32 Variable sum;
                Tensor notHeld;
                int number;
                """))).contains("""

                        members.variable(kernel);
                        members.variable(mean).noAutocast();
                        members.variable(variance).nonTrainable();
                        members.variable(both).nonTrainable().noAutocast();
                        members.variable(steps).dtype(Dtype.INT64);
                        members.variable(sum).nonTrainable().dtype(Dtype.FLOAT32);
                    }
                """);
    }

    @Test
    void containersAndNamesThatAreTaken() {
        assertThat(members(layer("""
                Variable[] weights;
                List<Variable> i;
                Map<String, ? extends Layer> members;
                Layer[][] grid;
                List<Map<Integer, Layer[]>> deep;
                @DtypePolicy("float32") ArrayList<Layer> heads;
                TensorFunction activation;
                static final TensorFunction NONE = x -> x;
                """))).contains("""

                        if (weights != null) {
                            for (int j = 0; j < weights.length; j++) {
                                members.variable("weights/" + j, weights[j]);
                            }
                        }
                        if (i != null) {
                            for (int j = 0; j < i.size(); j++) {
                                members.variable("i/" + j, i.get(j));
                            }
                        }
                        if (this.members != null) {
                            for (var entry : this.members.entrySet()) {
                                members.layer("members/" + entry.getKey(), entry.getValue());
                            }
                        }
                        if (grid != null) {
                            for (int j = 0; j < grid.length; j++) {
                                if (grid[j] != null) {
                                    for (int k = 0; k < grid[j].length; k++) {
                                        members.layer("grid/" + j + "/" + k, grid[j][k]);
                                    }
                                }
                            }
                        }
                        if (deep != null) {
                            for (int j = 0; j < deep.size(); j++) {
                                if (deep.get(j) != null) {
                                    for (var entry : deep.get(j).entrySet()) {
                                        if (entry.getValue() != null) {
                                            for (int k = 0; k < entry.getValue().length; k++) {
                                                members.layer("deep/" + j + "/" + entry.getKey() + "/" + k, entry.getValue()[k]);
                                            }
                                        }
                                    }
                                }
                            }
                        }
                        if (heads != null) {
                            for (int j = 0; j < heads.size(); j++) {
                                members.layer("heads/" + j, heads.get(j), "float32", "field com.acme.Dense.heads");
                            }
                        }
                        members.layer("activation", activation);
                """);
    }

    @Test
    void privateFields() {
        Compiled.of(layer("""
                private final Variable §kernel = null;
                private List<Layer> §blocks;
                private TensorFunction §activation;
                private static final TensorFunction NONE = x -> x;
                private Tensor fine;
                private final Activation alsoFine = Activation.GELU;
                """))
                .says(
                        inaccessible("kernel holds a Variable", "private", "package-private"),
                        inaccessible("blocks holds a layer", "private", "package-private"),
                        inaccessible("activation may hold a layer", "private", "package-private"));
    }

    private static String inaccessible(String what, String why, String fix) {
        return """
                error [InaccessibleField] %s and is %s: CastingDense cannot read it.
                  It would be neither bound nor trained. There is no reflection: generated code names each field.
                  Fix: Make it %s.
                """.formatted(what, why, fix);
    }

    @Test
    void inheritedFields() {
        Source base = Source.of("""
                package com.lib;

                import dev.halfcaf.*;

                public abstract class Base extends Layer {
                    Variable hidden;
                    protected Variable seen;
                    private Layer mine;
                }
                """);
        Source dense = Source.acme("""
                @DtypePolicy
                abstract §§class Dense extends com.lib.Base {
                    public Tensor forward(Tensor x) {
                        return x;
                    }
                }
                """);
        Compiled.of(base, dense)
                .says(
                        inaccessible(
                                "com.lib.Base.hidden holds a Variable",
                                "package-private in another package",
                                "protected"),
                        inaccessible("com.lib.Base.mine holds a layer", "private", "protected"));
    }

    @Test
    void superclassesFieldsComeFirst() {
        Source base = Source.acme("abstract class Base extends Layer { Variable kernel; }");
        Source dense = Source.acme("@DtypePolicy abstract class Dense extends Base { Variable bias; " + FORWARD);
        assertThat(members(base, dense)).contains("""

                        members.variable(kernel);
                        members.variable(bias);
                """);
    }

    @Test
    void aFieldThatIsHidden() {
        Compiled.of(
                        Source.acme("abstract class Base extends Layer { Variable kernel; }"),
                        Source.acme("@DtypePolicy abstract §class Dense extends Base { int kernel; " + FORWARD))
                .says("""
                error [HiddenField] kernel of Dense hides kernel of Base.
                  Both hold variables, which would have one path.
                  Fix: Rename one of them.
                """);
    }

    @Test
    void staticFields() {
        Compiled.of(layer("static Variable §kernel;\nprivate static Layer §layer;\n"))
                .says("""
                error [StaticMember] kernel holds a Variable and is static.
                  A variable belongs to one layer, and a layer to what holds it.
                  Fix: Remove 'static'; for values that layers share, Variable.shared(other).
                """, """
                error [StaticMember] layer holds a layer and is static.
                  A variable belongs to one layer, and a layer to what holds it.
                  Fix: Remove 'static'; for values that layers share, Variable.shared(other).
                """);
    }

    @Test
    void containersWithoutNames() {
        String sources = """
                Set<Layer> §set;
                private Optional<Variable> §optional;
                List<Collection<Layer>> §collections;
                Map<Layer, String> §keys;
                Pair §pair;
                record Pair(Variable a, int b) {}
                java.util.function.Supplier<Layer> fine;
                """;
        Compiled.of(layer(sources))
                .says(
                        unsupported("set holds a layer in a Set"),
                        unsupported("optional holds a Variable in an Optional"),
                        unsupported("collections holds a layer in a Collection"),
                        unsupported("keys holds a layer in a Map"),
                        unsupported("pair holds a Variable in a Pair"));
    }

    private static String unsupported(String what) {
        return """
                error [UnsupportedContainer] %s.
                  Each needs a name that stays: the field's own, an index or a key. Others would be neither bound nor trained.
                  Fix: An array, a List or a Map.
                """.formatted(what);
    }

    @Test
    void nonTrainableIsForVariables() {
        Compiled.of(layer("@NonTrainable Layer §frozen;\n@NonTrainable int §number;\n@NonTrainable Variable fine;\n"))
                .says(notAVariable("frozen"), notAVariable("number"));
    }

    private static String notAVariable(String field) {
        return """
                error [NotAVariable] %s is @NonTrainable and holds no Variable.
                  The annotation says of variables that they are not trained; a layer's are marked in the layer's class.
                  Fix: Remove it here; mark the variables.
                """.formatted(field);
    }

    @Test
    void qualifiersThatNameNoSingleDtype() {
        Compiled.of(layer("@Float32 @Int64 Variable §two;\n@Integral Variable §vague;\n@Bool Variable fine;\n"))
                .says("""
                error [NoSingleDtype] two is a variable, and @Float32 @Int64 names no single dtype.
                  A variable is kept in one dtype: that of its qualifier, or that of the policy.
                  Fix: Keep one of @Float16 @BFloat16 @Float32 @Float64 @Int32 @Int64 @Bool, or none.
                """, """
                error [NoSingleDtype] vague is a variable, and @Integral names no single dtype.
                  A variable is kept in one dtype: that of its qualifier, or that of the policy.
                  Fix: Keep one of @Float16 @BFloat16 @Float32 @Float64 @Int32 @Int64 @Bool, or none.
                """);
    }

    @Test
    void aTypeVariableOfTheClassAndAFieldOfAGenericSuperclass() {
        Source base = Source.acme("abstract class Base<T> extends Layer { T content; List<T> more; }");
        Source dense = Source.acme(
                "@DtypePolicy abstract class Dense<L extends Layer> extends Base<Variable> { L layer; " + FORWARD);
        assertThat(members(base, dense)).contains("""

                        members.variable(content);
                        if (more != null) {
                            for (int i = 0; i < more.size(); i++) {
                                members.variable("more/" + i, more.get(i));
                            }
                        }
                        members.layer("layer", layer);
                """);
    }
}
