package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Layers that inherit from layers: each wrapper casts once, for the class that it was generated from. */
final class FamilyTest {
    @Test
    void anAnnotatedSubclassOfAnAnnotatedLayer() throws ReflectiveOperationException {
        Source dense = Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class Dense extends Layer {
                    final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());
                    String seen = "";

                    public Tensor forward(Tensor x) {
                        seen += " Dense " + x.dtype();
                        return x.matmul(kernel);
                    }
                }
                """);
        Source biased = Source.acme("""
                @DtypePolicy
                abstract class Biased extends Dense {
                    final Variable bias = Variable.of("bias", Shape.of(2), Initializer.ones());

                    @Override
                    public Tensor forward(Tensor x) {
                        seen += " Biased " + x.dtype();
                        return super.forward(x).add(bias);
                    }
                }
                """);
        Source renamed = Source.acme("""
                @DtypePolicy
                abstract class Renamed extends Biased {
                    final @NonTrainable Variable mean = Variable.of("mean", Shape.of(2), Initializer.ones());
                }
                """);
        Source main = Source.acme("""
                public class Main {
                    public static String run() {
                        CastingRenamed layer = new CastingRenamed();
                        Tensor y = layer.forward(Tensor.ones(Shape.of(1, 2)));
                        StringBuilder text = new StringBuilder(layer.seen + " " + y);
                        layer.variables().forEach(v -> text.append(' ').append(v.path()).append(v.isTrainable() ? "+" : "-"));
                        return text + " " + layer.resolvedPolicy();
                    }
                }
                """);
        assertThat(Running.run(dense, biased, renamed, main))
                .startsWith(" Biased float16 Dense float16 ")
                .contains("float16")
                .contains(" kernel+ bias+ mean- ")
                .contains("mixed_float16");
        assertThat(Compiled.of(dense, biased, renamed).isClean().generated("com.acme.CastingBiased"))
                .contains("        return super.forward(castInput(x));\n")
                .contains("        members.variable(kernel);\n        members.variable(bias);\n");
    }

    private static final Source CELL = Source.acme("""
            @DtypePolicy("mixed_bfloat16")
            abstract class Cell extends Layer {
                final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());

                public abstract Tensor forward(Tensor x);

                @EntryMethod
                abstract String step(Tensor x, List<Tensor> state);
            }
            """);

    private static final Source STACKED = Source.acme("""
            abstract class Stacked extends Cell {
                final Variable bias = Variable.of("bias", Shape.of(2), Initializer.ones());

                @Override
                public Tensor forward(Tensor x) {
                    return x.matmul(kernel).add(bias);
                }
            }
            """);

    private static final Source GATED = Source.acme("""
            @DtypePolicy
            abstract class Gated extends Stacked {
                @Override
                String step(Tensor x, List<Tensor> state) {
                    return x.dtype() + " " + state.get(0).dtype();
                }
            }
            """);

    @Test
    void aBaseHasNoWrapperAndItsSubclassesDo() throws ReflectiveOperationException {
        assertThat(Compiled.of(CELL, STACKED, GATED).isClean().generatedNames())
                .containsExactly("com/acme/CastingGated.java");
        assertThat(Running.run(CELL, STACKED, GATED, Source.acme("""
                        public class Main {
                            public static String run() {
                                Cell cell = new CastingGated();
                                Tensor x = Tensor.ones(Shape.of(1, 2));
                                return cell.forward(x).dtype() + " " + cell.step(x, List.of(x)) + " "
                                        + cell.variables().stream().map(Variable::path).toList() + " " + cell.policy().name();
                            }
                        }
                        """)))
                .isEqualTo("bfloat16 bfloat16 bfloat16 [kernel, bias] mixed_bfloat16");
    }

    /** In a field, members of a family are told apart by what they are. */
    @Test
    void aModelOfAFamily() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                                @DtypePolicy
                                abstract class Block extends Layer {
                                    public abstract Tensor forward(Tensor x);
                                }
                                """), Source.acme("""
                                @DtypePolicy
                                abstract class Wide extends Block {
                                    final Variable kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());
                                    @Override public Tensor forward(Tensor x) { return x.mul(kernel); }
                                }
                                """), Source.acme("""
                                @DtypePolicy("mixed_float16")
                                abstract class Net extends Layer {
                                    final List<Block> blocks = List.of(new CastingWide(), new CastingWide(Policy.of("float64")));
                                    final Map<String, Block> byName = new TreeMap<>(Map.of("last", new CastingWide()));
                                    public Tensor forward(Tensor x) { return x; }
                                }
                                """), Source.acme("""
                                public class Main {
                                    public static String run() {
                                        CastingNet net = new CastingNet();
                                        String text = "";
                                        for (Variable v : net.variables()) {
                                            text += v.path() + " " + v.asTensor().dtype() + ", ";
                                        }
                                        return text + net.blocks.get(0).resolvedPolicy().where();
                                    }
                                }
                                """)))
                .isEqualTo("blocks/0/kernel float16, blocks/1/kernel float64, byName/last/kernel float16, owner Net");
    }

    @Test
    void aBaseIsCheckedAsALayerIs() {
        Compiled.of(Source.acme("""
                @DtypePolicy("mixed_float15")
                abstract class Cell extends Layer {
                    abstract Tensor step(Tensor x);
                    private final Variable §kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());
                    public final Tensor §forward(Tensor x) { return x.mul(kernel); }
                }
                """))
                .hasCodes("error InaccessibleField", "error EntryNotOverridable", "error UnknownPolicy");
    }

    @Test
    void aSealedBaseNeedsNoWrapperAmongItsSubclasses() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract sealed class Cell extends Layer permits Gru {
                    public abstract Tensor forward(Tensor x);
                }
                """), Source.acme("""
                @DtypePolicy
                abstract non-sealed class Gru extends Cell {
                    @Override public Tensor forward(Tensor x) { return x; }
                }
                """)).isClean();
    }

    @Test
    void anAnonymousLayerOfAFamilyHasNoWrapper() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract class Cell extends Layer {
                    public abstract Tensor forward(Tensor x);
                }
                """), Source.acme("""
                class Uses {
                    Layer make() {
                        return new §Cell() {
                            @Override public Tensor forward(Tensor x) { return x; }
                        };
                    }
                }
                """)).says("""
                error [UncheckedConstruction] an anonymous Cell has no casts
                  A class without a name has no wrapper.
                  Fix: a named abstract class with @DtypePolicy.
                """);
    }

    @Test
    void layersNestedInClassesAndInterfaces() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                                final class Nets {
                                    interface Shapes { Shape SHAPE = Shape.of(2);
                                        @DtypePolicy("mixed_float16")
                                        abstract class Inner extends Layer implements Named {
                                            final Variable kernel = Variable.of("kernel", SHAPE, Initializer.ones());
                                        }
                                    }
                                    interface Named {
                                        default Tensor forward(Tensor x) { return x.add(x); }
                                    }
                                    private Nets() {}
                                }
                                """), Source.acme("""
                                public class Main {
                                    public static String run() {
                                        Nets.Shapes.Inner inner = new CastingNets_Shapes_Inner();
                                        Nets.Named named = inner;
                                        return named.forward(Tensor.ones(Shape.of(2))).dtype() + " " + inner.variables();
                                    }
                                }
                                """)))
                .isEqualTo("float16 [Variable(kernel, shape (2,), float32)]");
    }
}
