package dev.halfcaf.processor.property;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.processor.property.Api.Op;
import dev.halfcaf.processor.property.Api.Op.Parameter;
import dev.halfcaf.processor.property.Names.DtypeName;
import dev.halfcaf.processor.property.Names.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Expressions: calls of ops, whose operands fit by their qualifiers, mostly. */
final class Ops {
    static final Shape MATRIX = Shape.of(2, 2);
    private static final Shape SCALAR = Shape.scalar();
    private static final Set<Dtype> ALL = EnumSet.allOf(Dtype.class);

    private final Api api;
    private final SplittableRandom random;

    /** One of so many operands is taken without looking at its dtype. */
    private final int mistakes;

    Ops(Api api, SplittableRandom random, int mistakes) {
        this.api = api;
        this.random = random;
        this.mistakes = mistakes;
    }

    /** An expression. */
    record Made(String text, Belief belief, Shape shape) {}

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private boolean isMistake() {
        return mistakes > 0 && oneIn(mistakes);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A call of an op that gives a tensor, one to three of them in a row. */
    Made op(Names names) {
        Made made = single(names, null);
        while (oneIn(4)) {
            made = single(names, made);
        }
        return new Made(Program.OP + made.text() + Program.END, made.belief(), made.shape());
    }

    /** A call of an op that reads something else out of a tensor. */
    String reading(Names names) {
        for (int i = 0; i < 20; i++) {
            Op op = any(api.ops());
            if (!op.isStatic() && !op.result().equals("Tensor")) {
                Call call = call(op, names, null);
                if (call != null) {
                    return call.text;
                }
            }
        }
        return null;
    }

    private Made single(Names names, Made receiver) {
        for (int i = 0; i < 50; i++) {
            Op op = any(api.ops());
            if (op.result().equals("Tensor") && (receiver == null || !op.isStatic())) {
                Call call = call(op, names, receiver);
                if (call != null) {
                    return new Made(call.text, call.belief, call.shape);
                }
            }
        }
        return receiver == null ? made(Belief.of(Dtype.FLOAT32), MATRIX, names) : receiver;
    }

    private record Call(String text, Belief belief, Shape shape) {}

    /** A call, or null where there is nothing to call it with. */
    private Call call(Op op, Names names, Made receiver) {
        Belief agreed = null;
        Shape shape = MATRIX;
        String prefix;
        if (op.isStatic()) {
            prefix = op.owner() + "." + op.name();
        } else {
            Made on = receiver == null ? receiver(op, names) : receiver;
            if (on == null || receiver != null && !receiver.belief().fits(op.receiver()) && !isMistake()) {
                return null;
            }
            agreed = on.belief();
            shape = on.shape();
            prefix = on.text() + "." + op.name();
        }
        if (!isLegal(op, shape)) {
            return null;
        }
        Shape agreedShape = shape;
        Belief result = null;
        List<String> arguments = new ArrayList<>();
        for (Parameter parameter : op.parameters()) {
            if (parameter.qualifiers().contains("ResultDtype")) {
                DtypeName dtype = dtype(names, Api.dtypes(parameter.qualifiers()));
                result = dtype.belief();
                arguments.add(dtype.text());
            } else if (parameter.isOperand()) {
                Name name = operand(parameter, agreed, shapeOf(op, parameter, agreedShape), names);
                if (name == null) {
                    return null;
                }
                agreed = parameter.isSame() && agreed == null ? name.belief() : agreed;
                arguments.add(name.text());
            } else if (parameter.type().equals("Operand...")) {
                Belief like = agreed;
                for (int i = random.nextInt(1, 4); i > 0; i--) {
                    Name name = operand(parameter, like, agreedShape, names);
                    like = like == null ? name.belief() : like;
                    arguments.add(name.text());
                }
                agreed = like;
            } else {
                arguments.add(other(op, parameter, result != null ? result : agreed));
            }
        }
        Belief made =
                result != null ? result : op.qualifiers().contains("SameDtype") && agreed != null ? agreed : said(op);
        return new Call(prefix + "(" + String.join(", ", arguments) + ")", made, result(op, shape, arguments.size()));
    }

    private static Belief said(Op op) {
        Set<Dtype> said = Api.dtypes(op.qualifiers());
        return new Belief(said.toString(), said).isKnown()
                ? Belief.of(said.iterator().next())
                : new Belief("result of " + op.name(), said);
    }

    private Made receiver(Op op, Names names) {
        Name name = names.pick(one ->
                one.isTensor() && isLegal(op, one.shape()) && (one.belief().fits(op.receiver()) || isMistake()));
        return name == null ? null : new Made(name.text(), name.belief(), name.shape());
    }

    /** Shapes are chosen so that they are never what goes wrong. */
    private static boolean isLegal(Op op, Shape shape) {
        return switch (op.name()) {
            case "matmul", "linear", "softmax", "logSoftmax", "slice", "gather", "reshape", "transpose", "argmax" ->
                shape.equals(MATRIX);
            case "item" -> shape.equals(SCALAR);
            case "sum", "mean", "prod", "max", "min" ->
                shape.equals(MATRIX) || op.parameters().size() == 1;
            default -> true;
        };
    }

    private static Shape shapeOf(Op op, Parameter parameter, Shape like) {
        boolean bias = op.name().equals("linear") && parameter.place() == 1;
        return isIds(parameter) || bias ? Shape.of(2) : like;
    }

    private static boolean isIds(Parameter parameter) {
        return parameter.qualifiers().contains("Integral");
    }

    private static Shape result(Op op, Shape receiver, int arguments) {
        return switch (op.name()) {
            case "sum", "mean", "prod", "max", "min" -> op.parameters().size() == 1 ? SCALAR : Shape.of(1, 2);
            case "argmax", "arange" -> Shape.of(2);
            case "concat" -> Shape.of(2 * (arguments - 1), 2);
            case "scalar", "softmaxCrossEntropy", "softmaxCrossEntropyWithProbabilities", "meanSquaredError" -> SCALAR;
            default -> receiver;
        };
    }

    private Name operand(Parameter parameter, Belief agreed, Shape shape, Names names) {
        Set<Dtype> allowed = Api.dtypes(parameter.qualifiers());
        boolean free = isMistake();
        Name name = names.pick(one -> one.shape().equals(shape)
                && (free
                        || one.belief().fits(allowed)
                                && (!parameter.isSame() || agreed == null || agreed.equals(one.belief()))));
        if (name != null && !oneIn(8)) {
            return name;
        }
        Belief wanted;
        if (parameter.isSame() && agreed != null && !free) {
            wanted = agreed;
        } else {
            List<Dtype> choice = List.copyOf(allowed);
            wanted = Belief.of(any(choice));
        }
        Made made = made(wanted, shape, names);
        return made == null ? null : Name.of(made.text(), made.belief(), made.shape());
    }

    /** An expression in one line that has this dtype: a cast, or a creation. */
    Made made(Belief belief, Shape shape, Names names) {
        List<DtypeName> ways = new ArrayList<>(names.dtypes().stream()
                .filter(one -> one.belief().equals(belief))
                .toList());
        names.tensors().stream()
                .filter(one -> one.belief().equals(belief))
                .forEach(one -> ways.add(new DtypeName(one.text() + ".dtype()", belief)));
        if (belief.isKnown()) {
            ways.add(constant(belief.may().iterator().next()));
        }
        if (ways.isEmpty()) {
            return null;
        }
        String dtype = any(ways).text();
        Name cast = names.pick(one -> one.isTensor() && one.shape().equals(shape));
        boolean isIds = shape.equals(Shape.of(2));
        String text = cast != null && !isIds && random.nextBoolean()
                ? cast.text() + ".cast(" + dtype + ")"
                : "Tensor." + (isIds || random.nextBoolean() ? "zeros(" : "ones(") + shape(shape) + ", " + dtype + ")";
        return new Made(text, belief, shape);
    }

    private static DtypeName constant(Dtype dtype) {
        return new DtypeName("Dtype." + dtype.name(), Belief.of(dtype));
    }

    /** Something to cast to, or to create in. */
    DtypeName dtype(Names names, Set<Dtype> allowed) {
        Set<Dtype> fit = isMistake() ? ALL : allowed;
        List<DtypeName> ways = new ArrayList<>(names.dtypes());
        names.tensors().forEach(one -> ways.add(new DtypeName(one.text() + ".dtype()", one.belief())));
        ways.removeIf(one -> !one.belief().fits(fit));
        return ways.isEmpty() || oneIn(3) ? constant(any(List.copyOf(fit))) : any(ways);
    }

    static String shape(Shape shape) {
        return shape.rank() == 0
                ? "Shape.scalar()"
                : "Shape.of("
                        + Arrays.stream(shape.toArray())
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(", ")) + ")";
    }

    /** An argument that is no tensor; it is told by its type and place, for a class file need not know names. */
    private String other(Op op, Parameter parameter, Belief rounded) {
        int place = parameter.place();
        return switch (parameter.type()) {
            case "double" ->
                switch (op.name()) {
                    case "clip" -> place == 0 ? "-1" : "1";
                    case "arange" -> List.of("0", "2", "1").get(place);
                    case "dropout" -> "0.5";
                    default -> parameter.isSame() ? number(rounded) : "2";
                };
            case "int" -> op.name().equals("slice") && place == 2 || op.name().equals("arange") ? "2" : "0";
            case "int..." ->
                switch (op.name()) {
                    case "reshape" -> "2, 2";
                    case "transpose" -> "1, 0";
                    default -> "";
                };
            case "int[]" -> op.isStatic() ? "new int[] {1, 0, 1, 0}" : "new int[] {0}";
            case "boolean" -> "true";
            case "Shape" -> shape(MATRIX);
            case "Activation" -> "Activation.GELU";
            case "RandomGenerator" -> "new java.util.Random(1)";
            case "boolean[]" -> "new boolean[] {true, false, true, false}";
            default -> "new " + parameter.type() + " {1, 0, 1, 0}";
        };
    }

    /** A constant; a fraction only where that is no mistake. */
    private String number(Belief rounded) {
        if (rounded == null) {
            return "1";
        }
        boolean fraction = rounded.isFloating() || isMistake();
        return fraction ? any(List.of("0.5", "2", "1.0", "3f")) : any(List.of("1", "2"));
    }
}
