package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which train step goes with which {@code forward} and {@code loss}. */
final class LossTest {
    private static Source model(String body) {
        return Source.acme(
                "@DtypePolicy(\"mixed_float16\")\npublic abstract class Net extends Model {\n" + body + "}\n");
    }

    private static String step(Source... sources) {
        String file = Compiled.of(sources).isClean().generated("com.acme.NetTrainStep");
        return file.substring(file.indexOf("    public StepResult run("));
    }

    @Test
    void parametersOfForwardThenThoseOfLoss() {
        assertThat(step(model("""
                public Tensor forward(@Int32 Tensor ids, boolean last) throws java.io.IOException { return null; }

                public Tensor loss(Tensor logits, @Int32 Tensor labels, Tensor weights, List<Tensor> more, Tensor[] array,
                        String name) throws InterruptedException {
                    return logits;
                }
                """))).isEqualTo("""
                    public StepResult run(@Int32 Tensor ids, boolean last, @Int32 Tensor labels, Tensor weights,
                            List<Tensor> more, Tensor[] array, String name) throws IOException,
                            InterruptedException {
                        return apply(gradients(ids, last, labels, weights, more, array, name));
                    }

                    /** The first half of a step: the gradients of a batch, unscaled; {@link #apply} is the second. */
                    public Gradients gradients(@Int32 Tensor ids, boolean last, @Int32 Tensor labels,
                            Tensor weights, List<Tensor> more, Tensor[] array, String name) throws IOException,
                            InterruptedException {
                        try (Tape tape = Tape.open(model)) {
                            Tensor logits = lossInput(model.forward(ids, last));
                            Dtype dtype = lossDtype(logits);
                            Tensor loss = model.loss(logits, labels, lossInput(weights, dtype),
                                    lossInputs(more, dtype), lossInputs(array, dtype), name);
                            return gradients(tape, loss);
                        }
                    }
                }
                """);
    }

    @Test
    void namesThatAreTaken() {
        assertThat(step(model("""
                public Tensor forward(Tensor x, Tensor model, Tensor tape, Tensor loss) { return x; }
                protected Tensor loss(Tensor x, Tensor model, Tensor lossModel) { return x; }
                """))).isEqualTo("""
                    public StepResult run(Tensor x, Tensor model, Tensor tape, Tensor loss, Tensor lossModel,
                            Tensor lossLossModel) {
                        return apply(gradients(x, model, tape, loss, lossModel, lossLossModel));
                    }

                    /** The first half of a step: the gradients of a batch, unscaled; {@link #apply} is the second. */
                    public Gradients gradients(Tensor x, Tensor model, Tensor tape, Tensor loss, Tensor lossModel,
                            Tensor lossLossModel) {
                        try (Tape lossTape = Tape.open(this.model)) {
                            Tensor output = lossInput(this.model.forward(x, model, tape, loss));
                            Dtype dtype = lossDtype(output);
                            Tensor lossValue = this.model.loss(output, lossInput(lossModel, dtype),
                                    lossInput(lossLossModel, dtype));
                            return gradients(lossTape, lossValue);
                        }
                    }
                }
                """);
    }

    @Test
    void recordsArraysAndListsThatForwardReturns() {
        assertThat(step(model("""
                record Output(Tensor logits, @NoCast Tensor hidden, Tensor[] more) {}
                public Output forward(Tensor x) { return null; }
                public Tensor loss(Output output, Output target) { return output.logits(); }
                """)))
                .contains("Net.Output output = lossInput(model.forward(x));")
                .contains("Dtype dtype = lossDtype(output.logits());")
                .contains("Tensor loss = model.loss(output, lossInput(target, dtype));")
                .contains("""
                    private Net.Output lossInput(Net.Output output) {
                        return output == null ? null : new Net.Output(lossInput(output.logits()), output.hidden(),
                                lossInputs(output.more()));
                    }

                    private Net.Output lossInput(Net.Output output, Dtype dtype) {
                        return output == null ? null : new Net.Output(lossInput(output.logits(), dtype),
                                output.hidden(), lossInputs(output.more(), dtype));
                    }
                """);
        assertThat(step(model("public Tensor[] forward(Tensor... x) { return x; }\n"
                        + "public Tensor loss(Tensor[] ys, Tensor... labels) { return ys[0]; }")))
                .contains("public StepResult run(Tensor[] x, Tensor... labels) {")
                .contains("Tensor[] ys = lossInputs(model.forward(x));")
                .contains("Tensor loss = model.loss(ys, lossInputs(labels, dtype));");
        assertThat(step(model("public List<Tensor> forward(Tensor... x) { return List.of(x); }\n"
                        + "public Tensor loss(Iterable<Tensor> ys) { return null; }")))
                .contains("public StepResult run(Tensor... x) {")
                .contains("List<Tensor> ys = lossInputs(model.forward(x));");
        assertThat(step(model("public Map<String, Tensor> forward(Tensor x) { return null; }\n"
                        + "public Tensor loss(Map<String, Tensor> ys) { return null; }")))
                .contains("Map<String, Tensor> ys = CastEach.in(model.forward(x), (Tensor each) -> lossInput(each));");
    }

    @Test
    void genericModels() {
        String file = Compiled.of(Source.acme("""
                        @DtypePolicy
                        abstract class Net<T extends Comparable<T>> extends Model {
                            Tensor forward(Tensor x, T hint) { return x; }
                            Tensor loss(Tensor y, T hint) { return y; }
                        }
                        """)).isClean().generated("com.acme.NetTrainStep");
        assertThat(file)
                .contains("final class NetTrainStep<T extends Comparable<T>> extends ScaledTrainStep {")
                .contains("    private final CastingNet<T> model;")
                .contains("    NetTrainStep(CastingNet<T> model, Optimizer optimizer) {")
                .contains("    StepResult run(Tensor x, T hint, T lossHint) {");
    }

    @Test
    void aStepThatCannotScaleSaysNothingOfScaling() {
        String body = "\npublic abstract class Net extends Model { "
                + "public Tensor forward(Tensor x) { return x; } public Tensor loss(Tensor y) { return y; } }";
        for (String annotation : new String[] {
            "@DtypePolicy(\"float32\")",
            "@DtypePolicy(\"mixed_bfloat16\")",
            "@DtypePolicy(value = \"mixed_float16\", lossScale = \"none\")",
            "@DtypePolicy(lossScale = \"none\")"
        }) {
            assertThat(Compiled.of(Source.acme(annotation + body)).isClean().generated("com.acme.NetTrainStep"))
                    .contains("extends PlainTrainStep")
                    .satisfies(file -> assertThat(file.replaceFirst("@HalfcafGenerated.*", ""))
                            .doesNotContainIgnoringCase("scal"));
        }
        for (String annotation : new String[] {
            "@DtypePolicy",
            "@DtypePolicy(\"mixed_float16\")",
            "@DtypePolicy(value = \"float32\", lossScale = \"dynamic\")",
            "@DtypePolicy(value = \"mixed_bfloat16\", lossScale = \"1024\")"
        }) {
            assertThat(Compiled.of(Source.acme(annotation + body)).isClean().generated("com.acme.NetTrainStep"))
                    .contains("extends ScaledTrainStep")
                    .contains("LossScale lossScale) {");
        }
    }

    @Test
    void aModelWithoutLossHasNoStep() {
        Source net = Source.acme("""
                @DtypePolicy
                abstract §class Net extends Model {
                    public Tensor forward(Tensor x) { return x; }
                }
                """);
        assertThat(Compiled.of(net).says("""
                note [NoLoss] Net has no method 'loss': NetTrainStep is not generated.
                  A train step needs a loss of what forward returned.
                  Fix: Tensor loss(Tensor output, ...); or @SuppressWarnings("halfcaf:NoLoss") for a model trained by hand.
                """).generatedNames()).containsExactly("com/acme/CastingNet.java");
        Compiled.of(Source.acme("""
                @SuppressWarnings("halfcaf:NoLoss")
                class Outer {
                    @DtypePolicy
                    abstract static class Net extends Model {
                        public Tensor forward(Tensor x) { return x; }
                    }
                }
                """)).isClean();
    }

    @Test
    void anInheritedLossCounts() {
        assertThat(step(
                        Source.acme(
                                "abstract class Base<T> extends Model { Tensor loss(T y, int n) { return null; } }"),
                        Source.acme("""
                                @DtypePolicy
                                public abstract class Net extends Base<Tensor> {
                                    public Tensor forward(Tensor x) { return x; }
                                }
                                """)))
                .contains("public StepResult run(Tensor x, int n) {");
    }

    @Test
    void aLayersMethodOfThatNameIsItsOwnAffair() {
        assertThat(Compiled.of(Source.acme("""
                        @DtypePolicy
                        abstract class Dense extends Layer {
                            public Tensor forward(Tensor x) { return x; }
                            private static int loss() { return 3; }
                        }
                        """)).isClean().generatedNames())
                .containsExactly("com/acme/CastingDense.java");
    }

    @Test
    void lossesThatDoNotFit() {
        String forward = "public Tensor forward(Tensor x) { return x; }\n";
        Compiled.of(model(forward + "public double §loss(Tensor y) { return 3; }"))
                .says(doesNotFit("returns double, which is no Tensor", "Tensor"));
        Compiled.of(model(forward + "public void §loss(Tensor y) {}"))
                .says(doesNotFit("returns void, which is no Tensor", "Tensor"));
        Compiled.of(model(forward + "public Tensor §loss() { return null; }"))
                .says(doesNotFit("takes nothing", "Tensor"));
        Compiled.of(model(forward + "public Tensor §loss(int y) { return null; }"))
                .says(doesNotFit("takes int first", "Tensor"));
        Compiled.of(model(forward + "public <T> Tensor §loss(Tensor y, T t) { return null; }"))
                .says(doesNotFit("has type variables", "Tensor"));
        Compiled.of(model("public Tensor[] forward(Tensor x) { return null; }\n"
                        + "public Tensor §loss(Tensor y) { return y; }"))
                .says(doesNotFit("takes Tensor first", "Tensor[]"));
        Compiled.of(model("public void forward(Tensor x) {}\npublic Tensor §loss(Tensor y) { return y; }"))
                .says(doesNotFit("takes Tensor first", "void"));
        Compiled.of(model("public Tensor forward(dev.halfcaf.train.Tape t) { return null; }\n"
                        + "public Tensor §loss(Tensor y, Tensor z) { return y; }"))
                .says(doesNotFit(
                        "and forward take a Tape and a Tensor, as another method of the train step does", "Tensor"));
    }

    private static String doesNotFit(String problem, String result) {
        return """
                error [LossSignature] loss %1$s.
                  The train step calls it with the result of forward, %2$s, then with what else it takes, and trains on the Tensor that it returns.
                  Fix: Tensor loss(%2$s output, ...)
                """.formatted(problem, result);
    }

    @Test
    void lossesThatCannotBeCalled() {
        String forward = "public Tensor forward(Tensor x) { return x; }\n";
        Compiled.of(model(forward + "private Tensor §loss(Tensor y) { return y; }"))
                .says(notCallable("private", "package-private"));
        Compiled.of(model(forward + "static Tensor §loss(Tensor y) { return y; }"))
                .says(notCallable("static", "an instance method"));
        for (String visibility : new String[] {"protected", "package-private"}) {
            Compiled.of(
                            Source.of(
                                    "package com.lib; import dev.halfcaf.*;\npublic abstract class Base extends Model { "
                                            + visibility.replace("package-private", "")
                                            + " Tensor loss(Tensor y) { return y; } }"),
                            Source.acme(
                                    "@DtypePolicy\npublic abstract §class Net extends com.lib.Base {" + forward + "}"))
                    .says(notCallable(visibility + " in Base's package", "public"));
        }
    }

    private static String notCallable(String why, String fix) {
        return """
                error [LossNotCallable] loss is %s: NetTrainStep cannot call it.
                  The train step stands in a file of its own in the package of the model.
                  Fix: Make it %s.
                """.formatted(why, fix);
    }

    @Test
    void severalLosses() {
        Compiled.of(model("""
                public Tensor forward(Tensor x) { return x; }
                public Tensor loss(Tensor y) { return y; }
                public Tensor §loss(Tensor y, Tensor labels) { return y; }
                private Tensor loss(int mine) { return null; }
                """)).says("""
                error [SeveralLosses] Net has several methods 'loss': loss(Tensor), loss(Tensor, Tensor).
                  The train step calls one.
                  Fix: Keep one, and give the others names of their own.
                """);
    }

    @Test
    void anAbstractLoss() {
        Compiled.of(model("public Tensor forward(Tensor x) { return x; }\npublic abstract Tensor loss(Tensor y);"))
                .isClean()
                .generatesNothing();
    }

    @Test
    void aClassThatHasTheNameOfTheTrainStep() {
        Compiled.of(Source.acme("""
                        @DtypePolicy
                        abstract §class Net extends Model {
                            public Tensor forward(Tensor x) { return x; }
                            public Tensor loss(Tensor y) { return y; }
                        }
                        """), Source.acme("class NetTrainStep {}")).says("""
                error [NameClash] NetTrainStep would be generated here, and class com.acme.NetTrainStep has that name.
                  The names of generated classes follow from the names of annotated ones.
                  Fix: Rename one of the two.
                """);
    }

    @Test
    void aMistakeBringsNoOtherMessagesWhereTheStepIsUsed() {
        Compiled.of(
                        model(
                                "public Tensor forward(Tensor x) { return x; }\npublic double loss(Tensor y) { return 3; }"),
                        Source.acme("class App { NetTrainStep step; CastingNet net = new CastingNet(); }"))
                .hasCodes("error LossSignature");
    }

    @Test
    void aQualifierThatTheStepContradicts() {
        String mixed = "public Tensor forward(Tensor x) { return x; }\n";
        Compiled.of(mixed16(mixed + "public Tensor loss(@Float16 Tensor §y) { return y.cast(Dtype.FLOAT32).mean(); }"))
                .says(contradiction("@Float16", "float32"));
        Compiled.of(mixed16(mixed + "public Tensor loss(@Int32 Tensor §y) { return y.cast(Dtype.FLOAT32).mean(); }"))
                .says(contradiction("@Int32", "float32"));
        Compiled.of(mixed16(
                        mixed + "public Tensor loss(@ComputeDtype Tensor §y) { return y.cast(Dtype.FLOAT32).mean(); }"))
                .says(contradiction("@ComputeDtype", "float32"));
        Compiled.of(mixed16(mixed + "public Tensor loss(@Float64 Tensor §y) { return y.mean(); }"))
                .says(contradiction("@Float64", "float32"));
        Compiled.of(mixed16(mixed + "public Tensor loss(@NoCast Tensor §y) { return y.mean(); }"))
                .says(contradiction("@NoCast", "float32"));
        Compiled.of(bare(mixed + "public Tensor loss(@BFloat16 Tensor §y) { return y.cast(Dtype.FLOAT32).mean(); }"))
                .says(contradiction("@BFloat16", "float32 or float64"));
        Compiled.of(mixed16("public @Int32 Tensor forward(@Int32 Tensor x) { return x; }\n"
                        + "public Tensor loss(@Float32 Tensor §y) { return y.mean(); }"))
                .says(contradiction("@Float32", "int32"));
    }

    @Test
    void qualifiersThatTheStepKeeps() {
        for (String fitting : List.of("@Float32", "@Floating", "@FullPrecision", "@VariableDtype")) {
            Compiled.of(mixed16("public Tensor forward(Tensor x) { return x; }\n" + "public Tensor loss(" + fitting
                            + " Tensor y) { return y.mean(); }"))
                    .isClean();
        }
        Compiled.of(model("public @Float64 Tensor forward(@Float64 Tensor x) { return x; }\n"
                        + "public Tensor loss(@Float64 Tensor y) { return y.mean(); }"))
                .isClean();
        Compiled.of(model("public @Int32 Tensor forward(@Int32 Tensor x) { return x; }\n"
                        + "public Tensor loss(@Int32 Tensor y) { return y.cast(Dtype.FLOAT32).mean(); }"))
                .isClean();
    }

    private static Source mixed16(String body) {
        return Source.acme(
                "@DtypePolicy(\"mixed_float16\")\npublic abstract class Net extends Model {\n" + body + "}\n");
    }

    private static Source bare(String body) {
        return Source.acme("@DtypePolicy\npublic abstract class Net extends Model {\n" + body + "}\n");
    }

    private static String contradiction(String qualifier, String passed) {
        return """
                error [LossSignature] loss takes %s first, and is passed %s.
                  The train step calls it with the result of forward, Tensor, then with what else it takes, and trains on the Tensor that it returns.
                  Fix: Tensor loss(Tensor output, ...)
                """.formatted(qualifier, passed);
    }

    @Test
    void tensorsThatNobodyCastsForTheLoss() {
        Compiled.of(model("public Set<Tensor> forward(Tensor x) { return null; }\n"
                        + "public Tensor loss(Set<Tensor> §ys) { return null; }"))
                .hasCodes("error UnsupportedInput");
        Compiled.of(
                        model(
                                "public Tensor forward(Tensor x) { return x; }\n"
                                        + "public Tensor loss(Tensor y, Set<Tensor> §more, @NoCast Set<Tensor> fine) { return y.mean(); }"))
                .says("""
                error [UnsupportedInput] more brings tensors in Set<Tensor>, where they are not cast.
                  Cast are tensors in arrays, in a List, in the values of a Map, in an Optional, and in records of all these.
                  Fix: Take one of these; or mark the parameter @NoCast, and cast inside loss.
                """);
    }

    /** Under float64, all that the loss takes is float64, in whatever it comes. */
    @Test
    void whatElseTheLossTakesHasTheDtypeOfTheResult() throws ReflectiveOperationException {
        Source net = Source.acme("""
                @DtypePolicy
                abstract class Net extends Model {
                    record Pair(Tensor first, Tensor[] more) {}

                    final Variable kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());
                    String seen = "";

                    public List<Tensor> forward(Tensor... x) {
                        List<Tensor> ys = new ArrayList<>();
                        for (Tensor one : x) {
                            ys.add(one.mul(kernel));
                        }
                        return ys;
                    }

                    public Tensor loss(List<Tensor> ys, Tensor a, Tensor[] b, List<Tensor> c, Pair d, Map<String, Tensor> e,
                            Object f, Operand g) {
                        Tensor loss = a.mean();
                        for (Tensor y : ys) {
                            loss = loss.add(y.mean());
                        }
                        seen = "" + a.dtype() + b[0].dtype() + c.get(0).dtype() + d.first().dtype() + d.more()[0].dtype()
                                + e.get("x").dtype() + ((Tensor) f).dtype() + g.asTensor().dtype();
                        return loss.add(kernel.value().mean().cast(loss.dtype()));
                    }
                }
                """);
        String run = """
                public class Main {
                    public static String run() {
                        String seen = "";
                        for (String policy : List.of("float64", "mixed_float16")) {
                            CastingNet model = new CastingNet(Policy.of(policy));
                            var step = new NetTrainStep(model, dev.halfcaf.train.Sgd.withLearningRate(0));
                            Tensor x = Tensor.ones(Shape.of(2));
                            for (Tensor[] batch : new Tensor[][] {{x}, {}}) {
                                step.run(batch, x, new Tensor[] {x}, List.of(x), new Net.Pair(x, new Tensor[] {x}),
                                        Map.of("x", x), x, x);
                                seen += model.seen + " ";
                            }
                        }
                        return seen;
                    }
                }
                """;
        assertThat(Running.run(net, Source.acme(run)))
                .isEqualTo(("float64".repeat(8) + " ").repeat(2) + ("float32".repeat(8) + " ").repeat(2));
    }
}
