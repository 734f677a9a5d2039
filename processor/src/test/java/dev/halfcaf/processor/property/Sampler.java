package dev.halfcaf.processor.property;

import static dev.halfcaf.processor.property.Program.END;
import static dev.halfcaf.processor.property.Program.RUN_ONLY;

import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.property.Body.Counter;
import dev.halfcaf.processor.property.Names.DtypeName;
import dev.halfcaf.processor.property.Names.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes programs: the same seed, the same program. */
final class Sampler {
    private static final List<String> POLICIES =
            List.of("mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float32", "float64");
    private static final List<Dtype> FLOATING = List.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64);
    private static final String DECLARED = "dev.halfcaf.processor.property.Ran.parameter(";

    private final SplittableRandom random;
    private final Counter counter = new Counter();
    private final Ops ops;
    private final List<Helper> helpers = new ArrayList<>();
    private final Belief compute;
    private final Belief variable;
    private final long seed;
    private final Policy named;
    private final boolean loose;
    private boolean inSample;

    private Sampler(Api api, long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.ops = new Ops(api, random, List.of(0, 0, 40, 12).get(random.nextInt(4)));
        this.loose = random.nextBoolean();
        this.named = random.nextInt(3) == 0 ? null : Policy.of(any(POLICIES));
        this.compute = named == null ? Belief.floating("compute") : Belief.of(named.computeDtype());
        this.variable = named == null ? Belief.floating("variable") : Belief.of(named.variableDtype());
    }

    static Program sample(Api api, long seed) {
        return new Sampler(api, seed).program();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private Program program() {
        List<Node> classes = new ArrayList<>();
        classes.add(Node.of("import dev.halfcaf.*;"));
        classes.add(Node.of("import dev.halfcaf.qualifier.*;"));
        classes.add(Node.of("import java.util.*;"));
        classes.add(Node.of("import java.util.function.*;"));
        classes.add(Node.of("import java.util.stream.*;"));
        classes.add(Node.of("import sampled.common.*;"));
        classes.add(help());
        inSample = true;
        List<Node> layer = fields();
        for (int i = random.nextInt(3); i > 0; i--) {
            layer.add(helper());
        }
        List<List<Dtype>> inputs = new ArrayList<>();
        layer.add(forward(inputs));
        String policy = named == null ? "" : "(\"" + named.name() + "\")";
        classes.add(Node.block(
                "@SuppressWarnings(\"halfcaf:PureHalf\")\n@DtypePolicy" + policy
                        + "\nabstract class Sample extends Layer",
                layer));
        List<String> policies = named == null ? POLICIES : List.of(named.name());
        return new Program(seed, named != null, policies, inputs, new Node("", classes, ""));
    }

    private Node help() {
        List<Node> members = new ArrayList<>();
        helpers.add(new Helper(
                "Common.pick",
                List.of(new Helper.Parameter(Belief.any("a"), true), new Helper.Parameter(Belief.any("a"), true)),
                null,
                true,
                false));
        for (int i = random.nextInt(3); i > 0; i--) {
            members.add(helper(true));
        }
        return members.isEmpty() ? Node.of("") : Node.block("final class Help", members);
    }

    private List<Node> fields() {
        List<Node> members = new ArrayList<>();
        String matrix = "Shape.of(2, 2), ";
        for (String one : List.of(
                "int mode;",
                "Tensor cache;",
                "final Variable kernel = Variable.of(\"kernel\", " + matrix + "Initializer.ones());",
                "@NonTrainable final Variable mean = Variable.of(\"mean\", " + matrix + "Initializer.ones());",
                "@VariableDtype final Variable master = Variable.of(\"master\", " + matrix + "Initializer.ones());",
                "@NonTrainable @Int64 final Variable steps = Variable.of(\"steps\", " + matrix
                        + "Initializer.zeros());",
                "final Heir heir = new CastingHeir();",
                "final Single wide = new CastingSingle();",
                "final Heir brain = new CastingHeir(Policy.of(\"bfloat16\"));",
                "@DtypePolicy(\"float16\") final Heir single = new CastingHeir();")) {
            members.add(Node.of(one));
        }
        return members;
    }

    private Names layerNames() {
        Names names = new Names(random);
        names.add(new Name("kernel", compute, Ops.MATRIX, false, false));
        names.add(Name.of("kernel.value()", variable, Ops.MATRIX));
        names.add(Name.of("mean.asTensor()", compute, Ops.MATRIX));
        names.add(new Name("master", variable, Ops.MATRIX, false, false));
        names.add(new Name("steps", Belief.of(Dtype.INT64), Ops.MATRIX, false, false));
        names.add(Name.of("steps.value()", Belief.of(Dtype.INT64), Ops.MATRIX));
        names.add(new DtypeName("computeDtype()", compute));
        names.add(new DtypeName("variableDtype()", variable));
        names.add(new DtypeName("policy().computeDtype()", compute));
        return names;
    }

    private Node forward(List<List<Dtype>> inputs) {
        Names names = layerNames();
        List<String> parameters = new ArrayList<>();
        int count = random.nextInt(1, 4);
        for (int i = 0; i < count; i++) {
            String name = "x" + i;
            Belief belief = compute;
            String qualifier = "";
            List<Dtype> allowed = FLOATING;
            switch (i == 0 ? 0 : random.nextInt(5)) {
                case 1, 2 -> {
                    Dtype dtype = any(List.of(Dtype.values()));
                    belief = Belief.of(dtype);
                    allowed = List.of(dtype);
                    qualifier = "@" + Helper.annotation(dtype) + " ";
                }
                case 3 -> {
                    if (oneIn(3)) {
                        qualifier = "@NoCast ";
                        belief = Belief.floating("given " + name);
                    }
                }
                default -> {}
            }
            inputs.add(allowed);
            parameters.add(qualifier + "Tensor " + name);
            names.add(Name.of(name, belief, Ops.MATRIX));
        }
        boolean wide = oneIn(4);
        Body body = new Body(
                random,
                ops,
                names,
                helpers,
                true,
                loose,
                wide
                        ? new Body.Result(Belief.of(Dtype.FLOAT32), "Dtype.FLOAT32")
                        : new Body.Result(compute, "computeDtype()"),
                counter);
        List<Node> statements = new ArrayList<>(body.statements(random.nextInt(3, 12), 2));
        statements.add(body.end());
        return Node.block(
                "public " + (wide ? "@Float32 " : "") + "Tensor forward(" + String.join(", ", parameters) + ")",
                statements);
    }

    private Node helper() {
        return helper(oneIn(3));
    }

    /** A helper of which the declaration says more or less. */
    private Node helper(boolean isStatic) {
        boolean inLayer = !isStatic;
        Names names = isStatic ? new Names(random) : layerNames();
        String name = counter.next("help");
        List<Helper.Parameter> parameters = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        StringBuilder holds = new StringBuilder();
        boolean same = oneIn(3);
        int count = random.nextInt(1, 3);
        for (int i = 0; i < count; i++) {
            String parameter = "p" + i;
            Belief belief;
            String qualifier;
            int choice = same ? 9 : random.nextInt(loose ? 0 : 2, 7);
            if (same) {
                belief = Belief.floating("same");
                qualifier = "@SameDtype @Floating ";
                holds.append(DECLARED).append(parameter).append(", ").append(floating());
                if (i > 0) {
                    holds.append(DECLARED).append(parameter).append(", p0.dtype());");
                }
            } else if (choice == 0) {
                belief = Belief.any("given " + parameter);
                qualifier = "";
            } else if (choice == 1) {
                belief = Belief.floating("given " + parameter);
                qualifier = "@Floating ";
                holds.append(DECLARED).append(parameter).append(", ").append(floating());
            } else if (choice < 4 && inLayer) {
                belief = choice == 2 ? compute : variable;
                qualifier = choice == 2 ? "@ComputeDtype " : "@VariableDtype ";
                holds.append(DECLARED)
                        .append(parameter)
                        .append(choice == 2 ? ", computeDtype());" : ", variableDtype());");
            } else {
                Dtype dtype = any(List.of(Dtype.values()));
                belief = Belief.of(dtype);
                qualifier = "@" + Helper.annotation(dtype) + " ";
                holds.append(DECLARED)
                        .append(parameter)
                        .append(", Dtype.")
                        .append(dtype.name())
                        .append(");");
            }
            parameters.add(new Helper.Parameter(qualifier.isEmpty() ? Belief.any("a") : belief, same));
            texts.add(qualifier + "Tensor " + parameter);
            names.add(Name.of(parameter, belief, Ops.MATRIX));
        }
        texts.add("int mode");
        Belief first = names.tensors().get(names.tensors().size() - count).belief();
        Body.Result result;
        String qualifier = "";
        boolean likeFirst = false;
        switch (same ? 0 : random.nextInt(1, 5)) {
            case 0 -> {
                qualifier = "@SameDtype ";
                result = new Body.Result(first, "p0.dtype()");
                likeFirst = true;
            }
            case 1 -> {
                Dtype dtype = any(List.of(Dtype.values()));
                qualifier = "@" + Helper.annotation(dtype) + " ";
                result = new Body.Result(Belief.of(dtype), "Dtype." + dtype.name());
            }
            case 2 -> {
                if (inLayer) {
                    qualifier = "@ComputeDtype ";
                    result = new Body.Result(compute, "computeDtype()");
                } else {
                    result = new Body.Result(first, "");
                    likeFirst = true;
                }
            }
            default -> {
                likeFirst = !first.isKnown() && !first.equals(compute) && !first.equals(variable);
                result = new Body.Result(first, "");
            }
        }
        List<Helper> earlier =
                helpers.stream().filter(one -> !one.needsLayer() || inLayer).toList();
        Body body = new Body(random, ops, names, earlier, inLayer, loose, result, counter);
        List<Node> statements = new ArrayList<>(body.statements(random.nextInt(1, 5), 1));
        statements.add(body.end());
        String prefix = !inSample ? "Help." : isStatic ? "Sample." : oneIn(2) ? "this." : "";
        helpers.add(new Helper(prefix + name, parameters, result.belief(), likeFirst, inLayer));
        return new Node(
                qualifier + (isStatic ? "static " : oneIn(2) ? "private " : "final ") + "Tensor " + name + "("
                        + String.join(", ", texts) + ") {" + (holds.isEmpty() ? "" : RUN_ONLY + holds.toString() + END),
                statements,
                "}");
    }

    private static String floating() {
        return FLOATING.stream().map(one -> "Dtype." + one.name()).collect(Collectors.joining(", ")) + ");";
    }
}
