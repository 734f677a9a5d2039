package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.WrapperFormat;
import org.junit.jupiter.api.Test;

/** Generated code at work, beside what a person would write. */
final class RunTest {
    @Test
    void everyFormOfInput() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                        @DtypePolicy("mixed_float16")
                        abstract class Dense extends Layer {
                            record Batch(Tensor a, @Int32 Tensor ids, Tensor[] array, Batch next) {}

                            String seen;

                            Tensor forward(Tensor x, Tensor ints, @Float64 Tensor kept, @NoCast Tensor raw,
                                    List<Tensor> list, Batch batch, Tensor... rest) {
                                seen = String.join(" ", "" + x.dtype(), "" + ints.dtype(), "" + kept.dtype(),
                                        "" + raw.dtype(), "" + list.get(1).dtype(), "" + batch.a().dtype(),
                                        "" + batch.ids().dtype(), "" + batch.array()[0].dtype(),
                                        "" + batch.next().a().dtype(), "" + batch.next().next(), "" + rest[0].dtype(),
                                        "" + rest[1]);
                                return x;
                            }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run() {
                                CastingDense dense = new CastingDense();
                                Tensor f = Tensor.ones(Shape.of(2));
                                Tensor d = f.cast(Dtype.FLOAT64);
                                Tensor i = List.of(f, f.cast(Dtype.INT32)).get(1);
                                Dense.Batch last = new Dense.Batch(d, null, null, null);
                                dense.forward(f, i, d, f, List.of(f, d), new Dense.Batch(f, i, new Tensor[] {f}, last), d, null);
                                return dense.seen;
                            }
                        }
                        """)))
                .isEqualTo("float16 int32 float64 float32 float16 float16 int32 float16 float16 null float16 null");
    }

    /** Owner to child through each kind of field; what the build stored in the child's wrapper gives way. */
    @Test
    void theOwnerOverThePackageInEveryFormOfField() throws ReflectiveOperationException {
        assertThat(Running.run(
                        Source.of("@dev.halfcaf.DtypePolicy(\"float64\")\npackage com.acme;\n"),
                        Source.acme("""
                        @DtypePolicy
                        abstract class Bare extends Layer {
                            public Tensor forward(Tensor x) { return x; }
                        }
                        """),
                        Source.acme("""
                        @DtypePolicy("mixed_float16")
                        abstract class Owner extends Layer {
                            final Bare field = new CastingBare();
                            final Bare[] array = {new CastingBare()};
                            final List<Bare> list = List.of(new CastingBare());
                            final Map<String, Bare[]> map = Map.of("key", new Bare[] {new CastingBare()});

                            public Tensor forward(Tensor x) { return x; }
                        }
                        """),
                        Source.acme("""
                        public class Main {
                            public static String run() {
                                CastingOwner owner = new CastingOwner();
                                owner.initialize(0);
                                CastingBare alone = new CastingBare();
                                alone.initialize(0);
                                List<Bare> layers = List.of(owner.field, owner.array[0], owner.list.get(0),
                                        owner.map.get("key")[0], alone);
                                StringBuilder text = new StringBuilder();
                                for (Bare bare : layers) {
                                    text.append(bare.path()).append(": ").append(bare.resolvedPolicy()).append('\\n');
                                }
                                return text.toString();
                            }
                        }
                        """)))
                .isEqualTo("""
                        field: policy 'mixed_float16' (owner Owner)
                        array/0: policy 'mixed_float16' (owner Owner)
                        list/0: policy 'mixed_float16' (owner Owner)
                        map/key/0: policy 'mixed_float16' (owner Owner)
                        : policy 'float64' (package com.acme)
                        """);
    }

    @Test
    void aPolicyMapInTheAnnotationAndOneThatIsGiven() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                        @DtypePolicy
                        abstract class Bare extends Layer {
                            public Tensor forward(Tensor x) { return x; }
                        }
                        """), Source.acme("""
                        @DtypePolicy(value = "mixed_float16", map = {
                            @PolicyEntry(path = "head", policy = "float32"),
                            @PolicyEntry(path = "blocks/*", policy = "params=float32,compute=bfloat16,output=float32")})
                        abstract class Net extends Model {
                            final Bare head = new CastingBare();
                            final List<Bare> blocks = List.of(new CastingBare(), new CastingBare(Policy.of("float64")));

                            @SuppressWarnings("halfcaf:NoLoss")
                            public Tensor forward(Tensor x) { return x; }
                            Tensor loss(Tensor y) { return y; }

                            String policies(Tensor x) {
                                return head.resolvedPolicy() + " " + head.forward(x).dtype() + "\\n"
                                        + blocks.get(0).resolvedPolicy() + " " + blocks.get(0).forward(x).dtype() + "\\n"
                                        + blocks.get(1).resolvedPolicy() + " " + blocks.get(1).forward(x).dtype() + "\\n";
                            }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run() {
                                Tensor x = Tensor.ones(Shape.of(1));
                                CastingNet net = new CastingNet();
                                net.initialize(0);
                                CastingNet given = new CastingNet();
                                given.usePolicies(PolicyMap.of("head", "bfloat16"));
                                given.initialize(0);
                                return net.policies(x) + given.policies(x);
                            }
                        }
                        """)))
                .isEqualTo("""
                        policy 'float32' (policy map of model Net, entry 'head') float32
                        policy 'params=float32,compute=bfloat16,output=float32' (policy map of model Net, entry 'blocks/*') float32
                        policy 'float64' (constructor argument of Bare) float64
                        policy 'bfloat16' (policy map given to model Net, entry 'head') bfloat16
                        policy 'mixed_float16' (owner Net) float16
                        policy 'float64' (constructor argument of Bare) float64
                        """);
    }

    @Test
    void everyFormOfMember() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                        @DtypePolicy
                        abstract class Bare extends Layer {
                            final Variable kernel = Variable.of("kernel", Shape.of(1), Initializer.zeros());

                            public Tensor forward(Tensor x) { return x.mul(kernel); }
                        }
                        """), Source.acme("""
                        @DtypePolicy("mixed_float16")
                        abstract class Owner extends Layer {
                            final Variable[] weights = {variable("a"), variable("b")};
                            final Map<String, Variable> named = new TreeMap<>(Map.of("x", variable("c")));
                            final @NonTrainable Variable mean = variable("mean");
                            final @Int64 Variable steps = variable("steps");
                            final @VariableDtype Variable full = variable("full");
                            final List<Bare> blocks = List.of(new CastingBare(), new CastingBare(Policy.of("float64")));
                            @DtypePolicy("bfloat16") final Bare field = new CastingBare();
                            final TensorFunction layer = new CastingBare();
                            final TensorFunction lambda = x -> x;
                            final Layer[] none = null;

                            private static Variable variable(String name) {
                                return Variable.of(name, Shape.of(1), Initializer.zeros());
                            }

                            public Tensor forward(Tensor x) {
                                return x;
                            }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run() {
                                CastingOwner owner = new CastingOwner();
                                StringBuilder text = new StringBuilder();
                                for (Variable v : owner.variables()) {
                                    text.append(v.path()).append(' ').append(v.dtype()).append(' ')
                                            .append(v.asTensor().dtype()).append(v.isTrainable() ? " trained" : "").append('\\n');
                                }
                                return text + owner.field.resolvedPolicy().where();
                            }
                        }
                        """)))
                .isEqualTo("""
                        weights/0 float32 float16 trained
                        weights/1 float32 float16 trained
                        named/x float32 float16 trained
                        mean float32 float16
                        steps int64 int64
                        full float32 float32 trained
                        blocks/0/kernel float32 float16 trained
                        blocks/1/kernel float64 float64 trained
                        field/kernel bfloat16 bfloat16 trained
                        layer/kernel float32 float16 trained
                        field com.acme.Owner.field""");
    }

    @Test
    void aStepOfRecordsAndListsBesideALoopByHand() throws ReflectiveOperationException {
        Source net = Source.acme("""
                @DtypePolicy
                abstract class Net extends Model {
                    record Output(Tensor main, List<Tensor> others) {}

                    final Variable kernel = Variable.of("kernel", Shape.of(4, 3), Initializer.glorotUniform());

                    Output forward(Tensor x, List<Tensor> more) {
                        Tensor y = x.matmul(kernel);
                        return new Output(y, List.of(more.get(0).matmul(kernel)));
                    }

                    Tensor loss(Output output, Tensor target, @Int32 Tensor labels) {
                        Tensor one = Losses.softmaxCrossEntropy(output.main(), labels);
                        return one.add(Losses.meanSquaredError(output.others().get(0), target));
                    }
                }
                """);
        Source main = Source.acme("""
                import dev.halfcaf.train.*;

                public class Main {
                    static final Random RANDOM = new Random(1);
                    static final Tensor X = Tensor.randomNormal(Shape.of(2, 4), Dtype.FLOAT32, RANDOM);
                    static final Tensor MORE = Tensor.randomNormal(Shape.of(2, 4), Dtype.FLOAT64, RANDOM);
                    static final Tensor TARGET = Tensor.randomNormal(Shape.of(2, 3), Dtype.FLOAT64, RANDOM);
                    static final Tensor LABELS = Tensor.of(new int[] {0, 2}, Shape.of(2));

                    public static String run() {
                        StringBuilder differences = new StringBuilder();
                        for (String policy : new String[] {"float32", "mixed_float16", "mixed_bfloat16", "float64"}) {
                            String generated = generated(Policy.of(policy));
                            String byHand = byHand(Policy.of(policy));
                            if (!generated.equals(byHand)) {
                                differences.append(policy).append(": ").append(generated).append(" / ").append(byHand);
                            }
                        }
                        return differences.toString();
                    }

                    static String generated(Policy policy) {
                        CastingNet model = new CastingNet(policy);
                        NetTrainStep step = new NetTrainStep(model, Sgd.withLearningRate(0.1));
                        String text = "";
                        for (int i = 0; i < 3; i++) {
                            text += step.run(X, List.of(MORE), TARGET, LABELS);
                        }
                        return text + model.kernel.value();
                    }

                    static String byHand(Policy policy) {
                        CastingNet model = new CastingNet(policy);
                        Optimizer optimizer = Sgd.withLearningRate(0.1);
                        LossScale scale = LossScale.of(policy.lossScaling());
                        Dtype dtype = policy.computeDtype().atLeastFloat32();
                        String text = "";
                        for (int i = 0; i < 3; i++) {
                            Gradients gradients;
                            try (Tape tape = Tape.open(model)) {
                                Net.Output output = model.forward(X, List.of(MORE));
                                Net.Output cast = new Net.Output(
                                        output.main().cast(dtype), List.of(output.others().get(0).cast(dtype)));
                                Tensor loss = model.loss(cast, TARGET.cast(dtype), LABELS);
                                gradients = tape.gradients(scale.scale(loss)).unscale();
                            }
                            text += scale.update(optimizer.apply(gradients));
                        }
                        return text + model.kernel.value();
                    }
                }
                """);
        assertThat(Running.run(net, main)).isEmpty();
    }

    @Test
    void checkedExceptionsReachTheCaller() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                        @DtypePolicy
                        abstract class Net extends Model {
                            Tensor forward(Tensor x) throws java.io.IOException { throw new java.io.IOException("forward"); }
                            Tensor loss(Tensor y) throws InterruptedException { return y; }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run() {
                                var step = new NetTrainStep(new CastingNet(), dev.halfcaf.train.Sgd.withLearningRate(1));
                                try {
                                    return step.run(Tensor.ones(Shape.of(1))).toString();
                                } catch (java.io.IOException | InterruptedException e) {
                                    return e.getMessage();
                                }
                            }
                        }
                        """))).isEqualTo("forward");
    }

    @Test
    void aFormOfGeneratedCodeThatTheRuntimeKnows() {
        assertThat(Compiled.of(Source.acme("@DtypePolicy abstract class Dense extends Layer {"
                                + " public Tensor forward(Tensor x) { return x; } }"))
                        .generated("com.acme.CastingDense"))
                .contains("adopt(" + WrapperFormat.CURRENT + ", POLICY);");
    }
}
