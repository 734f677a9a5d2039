package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ways into a layer beside one {@code forward}: overloads, and methods marked {@code @EntryMethod}. */
final class EntryMethodTest {
    private static final Source AUTOENCODER = Source.acme("""
            @DtypePolicy("mixed_float16")
            abstract class Autoencoder extends Model {
                final Variable kernel = Variable.of("kernel", Shape.of(4, 2), Initializer.glorotUniform());
                String seen = "";

                @EntryMethod
                public Tensor encode(Tensor x) {
                    seen += " encode " + x.dtype();
                    return x.matmul(kernel);
                }

                @EntryMethod
                protected Tensor decode(Tensor code, @Int32 Tensor ids, int n) {
                    seen += " decode " + code.dtype() + " " + ids.dtype();
                    return code.matmul(kernel.asTensor().transpose());
                }

                Tensor helper(Tensor x) {
                    seen += " helper " + x.dtype();
                    return x;
                }

                public Tensor forward(Tensor x, @Int32 Tensor ids) {
                    return decode(encode(x), ids, 1);
                }

                public Tensor loss(Tensor y, Tensor x) {
                    return Losses.meanSquaredError(y, x);
                }
            }
            """);

    @Test
    void markedMethodsAreWrapped() {
        assertThat(Compiled.of(AUTOENCODER).isClean().generated("com.acme.CastingAutoencoder"))
                .contains("""
                    @Override
                    public Tensor forward(Tensor x, @Int32 Tensor ids) {
                        return super.forward(castInput(x), ids);
                    }

                    @Override
                    public Tensor encode(Tensor x) {
                        return super.encode(castInput(x));
                    }

                    @Override
                    protected Tensor decode(Tensor code, @Int32 Tensor ids, int n) {
                        return super.decode(castInput(code), ids, n);
                    }
                """);
    }

    @Test
    void theyCastAndBindAsForwardDoes() throws ReflectiveOperationException {
        assertThat(Running.run(AUTOENCODER, Source.acme("""
                        public class Main {
                            public static String run() {
                                CastingAutoencoder model = new CastingAutoencoder();
                                Tensor x = Tensor.ones(Shape.of(1, 4));
                                Tensor code = model.encode(x);
                                model.decode(code.cast(Dtype.FLOAT64), x.cast(Dtype.INT32), 1);
                                model.helper(x);
                                var step = new AutoencoderTrainStep(model, dev.halfcaf.train.Sgd.withLearningRate(0.1));
                                boolean applied = step.run(x, x.cast(Dtype.INT32), x).applied();
                                return code.dtype() + model.seen + " " + applied;
                            }
                        }
                        """)))
                .isEqualTo("float16 encode float16 decode float16 int32 helper float32"
                        + " encode float16 decode float16 int32 true");
    }

    @Test
    void whatOverridesAMarkedMethodIsMarked() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                                interface Encoder {
                                    @EntryMethod
                                    Tensor encode(Tensor x);

                                    @EntryMethod
                                    default String describe(Tensor x) { return "default " + x.dtype(); }
                                }
                                """), Source.acme("""
                                abstract class Base<T> extends Layer implements Encoder {
                                    @EntryMethod
                                    protected String decode(T x) { return "base"; }
                                }
                                """), Source.acme("""
                                @DtypePolicy("mixed_bfloat16")
                                abstract class Dense extends Base<Tensor> {
                                    @Override public Tensor encode(Tensor x) { return x; }
                                    @Override protected String decode(Tensor x) { return super.decode(x) + " " + x.dtype(); }
                                }
                                """), Source.acme("""
                                public class Main {
                                    public static String run() {
                                        CastingDense dense = new CastingDense();
                                        Tensor x = Tensor.ones(Shape.of(1, 4));
                                        return dense.encode(x).dtype() + ", " + dense.decode(x) + ", " + dense.describe(x);
                                    }
                                }
                                """)))
                .isEqualTo("bfloat16, base bfloat16, default bfloat16");
    }

    @Test
    void aLayerWithoutForward() {
        String generated = Compiled.of(Source.acme("""
                        @DtypePolicy
                        abstract class Tokens extends Layer {
                            @EntryMethod @Int32 Tensor embed(@Int32 Tensor ids) { return ids; }
                            @EntryMethod void show(Tensor x) {}
                        }
                        """)).isClean().generated("com.acme.CastingTokens");
        assertThat(generated)
                .contains("final class CastingTokens extends Tokens {")
                .contains("        bindIfNeeded();\n        return super.embed(ids);")
                .contains("        super.show(castInput(x));");
    }

    @Test
    void aModelThatIsTrainedNeedsForward() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract §class Net extends Model {
                    @EntryMethod public Tensor encode(Tensor x) { return x; }
                    public Tensor loss(Tensor y) { return y.mean(); }
                }
                """)).says("""
                error [NoForward] Net has no method 'forward'.
                  It has a loss, and NetTrainStep takes the loss of what 'forward' returns.
                  Fix: public Tensor forward(Tensor x) { ... }
                """);
    }

    @Test
    void marksThatMeanNothing() {
        Compiled.of(Source.acme("""
                final class Plain {
                    @EntryMethod
                    Tensor §encode(Tensor x) { return x; }
                }
                """), Source.acme("""
                @DtypePolicy
                abstract class Net extends Model {
                    public Tensor forward(Tensor x) { return x; }
                    @EntryMethod public Tensor §loss(Tensor y) { return y.mean(); }
                }
                """)).says("""
                error [MisplacedEntry] @EntryMethod on encode has no effect: Plain is no layer.
                  It marks a way into a layer beside 'forward', which the layer's casting wrapper overrides.
                  Fix: Remove it, or let Plain extend Layer.
                """, """
                error [MisplacedEntry] @EntryMethod on loss has no effect: the train step calls it, in full precision.
                  It marks a way into a layer beside 'forward', which the layer's casting wrapper overrides.
                  Fix: Remove it.
                """);
    }

    @Test
    void marksThatCannotBeOverridden() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract class Dense extends Layer {
                    public Tensor forward(Tensor x) { return x; }
                    @EntryMethod private Tensor §a(Tensor x) { return x; }
                    @EntryMethod static Tensor §b(Tensor x) { return x; }
                    @EntryMethod final Tensor §c(Tensor x) { return x; }
                    @EntryMethod Tensor d(Set<Tensor> §x) { return null; }
                }
                """), Source.acme("""
                abstract class Base extends Layer {
                    @EntryMethod final Tensor §e(Tensor x) { return x; }
                }
                """)).says("""
                error [EntryNotOverridable] a is private: CastingDense cannot override it.
                  The override is where inputs are cast to the compute dtype.
                  Fix: Make it public.
                """, """
                error [EntryNotOverridable] b is static: CastingDense cannot override it.
                  The override is where inputs are cast to the compute dtype.
                  Fix: Make it an instance method.
                """, """
                error [EntryNotOverridable] c is final: CastingDense cannot override it.
                  The override is where inputs are cast to the compute dtype.
                  Fix: Make it not final.
                """, """
                error [UnsupportedInput] x brings tensors in Set<Tensor>, where they are not cast.
                  Cast are tensors in arrays, in a List, in the values of a Map, in an Optional, and in records of all these.
                  Fix: Take one of these; or mark the parameter @NoCast, and cast inside d.
                """, """
                error [EntryNotOverridable] e is final: a casting wrapper cannot override it.
                  The override is where inputs are cast to the compute dtype.
                  Fix: Make it not final.
                """);
    }

    @Test
    void aStepForEachForwardThatFeedsTheLoss() throws ReflectiveOperationException {
        Source net = Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class Net extends Model {
                    record Pair(Tensor x, Tensor y) {}

                    final Variable kernel = Variable.of("kernel", Shape.of(4, 2), Initializer.ones());

                    public Tensor forward(Tensor x) { return forward(x, 1); }
                    public Tensor forward(Tensor x, int times) {
                        Tensor y = x.matmul(kernel);
                        return times == 1 ? y : y.add(y);
                    }
                    public Pair forward(Tensor x, Tensor y) { return new Pair(forward(x), forward(y)); }

                    public Tensor loss(Tensor y, Tensor target) { return Losses.meanSquaredError(y, target); }
                }
                """);
        assertThat(Compiled.of(net).isClean().generated("com.acme.NetTrainStep"))
                .contains("    StepResult run(Tensor x, Tensor target) {")
                .contains("    StepResult run(Tensor x, int times, Tensor target) {")
                .doesNotContain("Tensor y, Tensor target");
        assertThat(Running.run(net, Source.acme("""
                public class Main {
                    public static String run() {
                        Tensor x = Tensor.ones(Shape.of(1, 4));
                        Tensor target = Tensor.zeros(Shape.of(1, 2));
                        var step = new NetTrainStep(new CastingNet(), dev.halfcaf.train.Sgd.withLearningRate(0));
                        return step.run(x, target).loss() + " " + step.run(x, 2, target).loss();
                    }
                }
                """))).isEqualTo("16.0 64.0");
    }

    @Test
    void noForwardFeedsTheLoss() {
        Compiled.of(Source.acme("""
                @DtypePolicy
                abstract class Net extends Model {
                    public int forward(Tensor x, int times) { return 0; }
                    public Tensor[] forward(Tensor x) { return new Tensor[] {x}; }
                    public Tensor §loss(Tensor y) { return y.mean(); }
                }
                """)).says("""
                error [LossSignature] loss takes Tensor first.
                  The train step calls it with the result of forward, int or Tensor[], then with what else it takes, and trains on the Tensor that it returns.
                  Fix: Tensor loss(Tensor[] output, ...)
                """);
    }

    /** What leaves is cast by every way out, in the forms in which it may enter. */
    @Test
    void resultsUnderAnOutputDtype() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                        @DtypePolicy("params=float32,compute=float16,output=float32")
                        abstract class Net extends Layer {
                            record Pair(Tensor a, List<? extends Tensor> b) {}

                            public List<? extends Tensor> forward(Tensor x) { return List.of(x); }
                            public Pair forward(Tensor x, int n) { return new Pair(x, List.of(x)); }
                            @EntryMethod public Map<String, Tensor> named(Tensor x) { return Map.of("x", x); }
                            @EntryMethod public Tensor[][] grid(Tensor x) { return new Tensor[][] {{x}}; }
                            @EntryMethod public Operand operand(Tensor x) { return x; }
                            @EntryMethod public <T> T any(T x) { return x; }
                            @EntryMethod public @Float16 Tensor kept(Tensor x) { return x; }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run() {
                                CastingNet net = new CastingNet();
                                Tensor x = Tensor.ones(Shape.of(2));
                                return net.forward(x).get(0).dtype() + " " + net.forward(x, 1).b().get(0).dtype() + " "
                                        + net.named(x).get("x").dtype() + " " + net.grid(x)[0][0].dtype() + " "
                                        + net.operand(x).asTensor().dtype() + " " + net.any(x).dtype() + " "
                                        + net.kept(x).dtype();
                            }
                        }
                        """)))
                .isEqualTo("float32 float32 float32 float32 float32 float32 float16");
    }
}
