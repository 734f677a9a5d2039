package dev.halfcaf.processor.property;

import static dev.halfcaf.processor.property.Program.DECLARED;
import static dev.halfcaf.processor.property.Program.DTYPES;
import static dev.halfcaf.processor.property.Program.END;
import static dev.halfcaf.processor.property.Program.OP;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.property.Names.DtypeName;
import dev.halfcaf.processor.property.Names.Name;
import dev.halfcaf.processor.property.Ops.Made;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Writes the statements of one method. */
final class Body {
    private static final List<String> CONDITIONS =
            List.of("mode == 1", "mode > 1", "(mode & 1) == 0", "mode != 3", "mode == 0 || mode == 3");

    private final SplittableRandom random;
    private final Ops ops;
    private final List<Helper> helpers;
    private final boolean inLayer;

    /** Whether elements of one holder, or ends of paths, may have different dtypes. */
    private final boolean loose;

    private final Result result;
    private final Counter counter;
    private Names names;
    private boolean mayReturn = true;

    /**
     * What has to be returned.
     *
     * @param declared the dtypes that are declared, as arguments; empty if none are
     */
    record Result(Belief belief, String declared) {}

    /**
     * A body.
     *
     * @param inLayer whether {@code this} is the layer
     * @param result what has to be returned
     */
    Body(
            SplittableRandom random,
            Ops ops,
            Names names,
            List<Helper> helpers,
            boolean inLayer,
            boolean loose,
            Result result,
            Counter counter) {
        this.random = random;
        this.ops = ops;
        this.names = names;
        this.helpers = helpers;
        this.inLayer = inLayer;
        this.loose = loose;
        this.result = result;
        this.counter = counter;
    }

    /** Numbers for names. */
    static final class Counter {
        private int last;

        String next(String prefix) {
            return prefix + ++last;
        }
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    private boolean other(int n) {
        return loose && oneIn(n);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String condition() {
        return any(CONDITIONS);
    }

    /** The compute dtype of the layer. */
    private Belief compute() {
        return names.dtypes().stream()
                .filter(one -> one.text().equals("computeDtype()"))
                .findFirst()
                .orElseThrow()
                .belief();
    }

    private Name matrix() {
        return names.pick(one -> one.isTensor() && one.shape().equals(Ops.MATRIX));
    }

    private Name like(Name name) {
        Name same = names.pick(one -> one.isTensor()
                && one.shape().equals(name.shape())
                && one.belief().equals(name.belief()));
        return same == null ? name : same;
    }

    List<Node> statements(int count, int depth) {
        List<Node> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            statement(depth, all);
        }
        return all;
    }

    private void statement(int depth, List<Node> into) {
        int simple = 23;
        switch (random.nextInt(depth > 0 ? simple + 12 : simple)) {
            case 0, 1, 2, 3 -> into.add(local(ops.op(names)));
            case 4, 5 -> reassign(into);
            case 6 -> cast(into);
            case 7 -> dtype(into);
            case 8 -> array(into);
            case 9 -> list(into);
            case 10 -> record(into);
            case 11 -> lambda(into);
            case 12 -> stream(into);
            case 13, 14, 15 -> call(into);
            case 16 -> ternary(into);
            case 17 -> variable(into);
            case 18 -> field(into);
            case 19 -> qualified(into);
            case 20 -> reading(into);
            case 21 -> optional(into);
            case 22 -> split(into);
            case 23, 24, 25 -> ifElse(depth, into);
            case 26, 27 -> loop(depth, into);
            case 28 -> forEach(depth, into);
            case 29, 30 -> guard(depth, into);
            case 31 -> switchStatement(depth, into);
            case 32 -> switchExpression(depth, into);
            case 33 -> tryFinally(depth, into);
            default -> earlyReturn(into);
        }
    }

    private Node local(Made made) {
        String name = counter.next("v");
        names.add(Name.variable(name, made.belief(), made.shape()));
        return Node.of((oneIn(4) ? "var " : "Tensor ") + name + " = " + made.text() + ";");
    }

    private void reassign(List<Node> into) {
        Name target = names.pick(Name::isVariable);
        Made made = ops.op(names);
        if (target == null || !target.shape().equals(made.shape())) {
            into.add(local(made));
            return;
        }
        if (!made.belief().equals(target.belief()) && !other(2)) {
            return;
        }
        into.add(Node.of(target.text() + " = " + made.text() + ";"));
        names.set(target, made.belief());
    }

    private void cast(List<Node> into) {
        Name x = names.pick(Name::isTensor);
        DtypeName dtype = ops.dtype(names, EnumSet.allOf(Dtype.class));
        into.add(local(new Made(x.text() + ".cast(" + dtype.text() + ")", dtype.belief(), x.shape())));
    }

    private void dtype(List<Node> into) {
        DtypeName dtype = ops.dtype(names, EnumSet.allOf(Dtype.class));
        String name = counter.next("dtype");
        String value = oneIn(5) ? name(dtype) : dtype.text();
        into.add(Node.of("Dtype " + name + " = " + value + ";"));
        if (value.equals(dtype.text())) {
            names.add(new DtypeName(name, dtype.belief()));
        }
    }

    /** One dtype or another. */
    private String name(DtypeName dtype) {
        return condition() + " ? " + dtype.text() + " : "
                + ops.dtype(names, EnumSet.allOf(Dtype.class)).text();
    }

    private void array(List<Node> into) {
        Name a = matrix();
        Name b = oneIn(4) ? matrix() : like(a);
        String array = counter.next("array");
        String made =
                oneIn(3) ? "new Tensor[] {" + a.text() + ", " + b.text() + "}" : "{" + a.text() + ", " + b.text() + "}";
        into.add(Node.of("Tensor[] " + array + " = " + made + ";"));
        String alias = array;
        if (oneIn(3)) {
            alias = counter.next("array");
            into.add(Node.of("Tensor[] " + alias + " = " + array + ";"));
        }
        Name c = oneIn(4) ? matrix() : like(a);
        if (oneIn(2)) {
            into.add(Node.of(alias + "[" + random.nextInt(2) + "] = " + c.text() + ";"));
        }
        int index = random.nextInt(2);
        names.add(Name.of(array + "[" + index + "]", a.belief(), Ops.MATRIX));
        if (oneIn(2)) {
            into.add(local(new Made(array + "[" + index + "]", a.belief(), Ops.MATRIX)));
        }
    }

    private void list(List<Node> into) {
        Name a = matrix();
        Name b = oneIn(4) ? matrix() : like(a);
        String list = counter.next("list");
        into.add(Node.of("List<Tensor> " + list + " = new ArrayList<>();"));
        into.add(Node.of(list + ".add(" + a.text() + ");"));
        String alias = list;
        if (oneIn(3)) {
            alias = counter.next("list");
            into.add(Node.of("List<Tensor> " + alias + " = " + list + ";"));
        }
        into.add(Node.of(
                switch (random.nextInt(5)) {
                    case 0 -> alias + ".set(0, " + b.text() + ");";
                    case 1 -> alias + ".addAll(List.of(" + b.text() + "));";
                    case 2 -> "Collections.addAll(" + alias + ", " + b.text() + ");";
                    default -> alias + ".add(" + b.text() + ");";
                }));
        if (oneIn(5)) {
            into.add(Node.of("Common.fill(" + list + ", " + like(b).text() + ");"));
        }
        names.add(Name.of(list + ".get(0)", a.belief(), Ops.MATRIX));
        if (oneIn(3) && !a.belief().may().contains(Dtype.BOOL)) {
            into.add(Node.of(list + ".replaceAll(t -> " + OP + "t.neg()" + END + ");"));
        }
        if (oneIn(3)) {
            into.add(local(new Made(list + ".get(0)", a.belief(), Ops.MATRIX)));
        }
    }

    private void record(List<Node> into) {
        Name a = matrix();
        Name b = matrix();
        String pair = counter.next("pair");
        boolean qualified = oneIn(3);
        if (qualified) {
            Made wide = ops.made(Belief.of(Dtype.FLOAT32), Ops.MATRIX, names);
            into.add(Node.of("Wide " + pair + " = new Wide(" + a.text() + ", " + DECLARED
                    + (oneIn(8) ? b.text() : wide.text()) + DTYPES + "Dtype.FLOAT32" + END + ");"));
            names.add(Name.of(pair + ".b()", Belief.of(Dtype.FLOAT32), Ops.MATRIX));
        } else {
            into.add(
                    Node.of((oneIn(2) ? "var " : "Pair ") + pair + " = new Pair(" + a.text() + ", " + b.text() + ");"));
            names.add(Name.of(pair + ".b()", b.belief(), Ops.MATRIX));
        }
        names.add(Name.of(pair + ".a()", a.belief(), Ops.MATRIX));
    }

    private void lambda(List<Node> into) {
        Name a = matrix();
        Name b = like(a);
        String function = counter.next("f");
        switch (random.nextInt(7)) {
            case 5 -> {
                if (inLayer) {
                    into.add(Node.of("cache = " + a.text() + ";"));
                    Name c = other(3) ? matrix() : b;
                    if (c.isVariable()) {
                        return;
                    }
                    into.add(Node.of("Runnable " + function + " = () -> cache = " + c.text() + ";"));
                    into.add(Node.of(function + ".run();"));
                    names.tensors().removeIf(one -> one.text().equals("cache"));
                    names.add(Name.of("cache", a.belief(), Ops.MATRIX));
                }
            }
            case 0 -> {
                if (!loose) {
                    return;
                }
                into.add(Node.of("BinaryOperator<Tensor> " + function + " = Tensor::add; Tensor " + function + "r = "
                        + function + ".apply(" + a.text() + ", " + (other(5) ? matrix() : b).text() + ");"));
                names.add(Name.of(function + "r", a.belief(), Ops.MATRIX));
            }
            case 1 -> {
                Names inside = names.copy();
                inside.tensors().removeIf(Name::isVariable);
                inside.add(Name.of("t", a.belief(), Ops.MATRIX));
                Made made = ops.op(inside);
                into.add(Node.of("Function<Tensor, Tensor> " + function + " = t -> " + made.text() + ";"));
                into.add(local(new Made(function + ".apply(" + a.text() + ")", made.belief(), made.shape())));
            }
            case 2 -> {
                Names inside = names.copy();
                inside.tensors().removeIf(Name::isVariable);
                if (inside.tensors().stream().noneMatch(Name::isTensor)) {
                    return;
                }
                Made made = ops.op(inside);
                into.add(Node.of("Supplier<Tensor> " + function + " = () -> " + made.text() + ";"));
                names.add(Name.of(function + ".get()", made.belief(), made.shape()));
            }
            case 3 -> {
                DtypeName dtype = ops.dtype(names, EnumSet.allOf(Dtype.class));
                if (names.tensors().stream()
                        .anyMatch(one -> one.isVariable() && dtype.text().startsWith(one.text() + "."))) {
                    return;
                }
                into.add(Node.of("UnaryOperator<Tensor> " + function + " = t -> t.cast(" + dtype.text() + ");"));
                into.add(local(new Made(function + ".apply(" + a.text() + ")", dtype.belief(), Ops.MATRIX)));
            }
            case 4 -> {
                // What a function changes outside of itself.
                String holder = counter.next("holder");
                into.add(Node.of("Tensor[] " + holder + " = {" + a.text() + "};"));
                into.add(Node.of("Consumer<Tensor> " + function + " = t -> " + holder + "[0] = t;"));
                into.add(Node.of(function + ".accept(" + (other(4) ? matrix() : b).text() + ");"));
                names.add(Name.of(holder + "[0]", a.belief(), Ops.MATRIX));
            }
            default ->
                into.add(local(new Made(
                        OP + "Stream.of(" + a.text() + ", " + b.text() + ").reduce(Tensor::maximum).orElseThrow()"
                                + END,
                        a.belief(),
                        Ops.MATRIX)));
        }
    }

    private void stream(List<Node> into) {
        Name a = matrix();
        Name b = oneIn(5) ? matrix() : like(a);
        String list = counter.next("list");
        String from = "List<Tensor> " + list + " = " + OP + "Stream.of(" + a.text() + ", " + b.text() + ")";
        switch (random.nextInt(4)) {
            case 0 -> into.add(Node.of(from + ".map(Tensor::abs).toList()" + END + ";"));
            case 1 -> {
                DtypeName dtype = constant();
                into.add(Node.of(
                        from + ".map(t -> t.cast(" + dtype.text() + ")).collect(Collectors.toList())" + END + ";"));
                names.add(Name.of(list + ".get(1)", dtype.belief(), Ops.MATRIX));
                return;
            }
            case 2 ->
                into.add(Node.of(
                        from + ".filter(t -> t.dtype() == " + constant().text() + ").collect(Collectors.toList())" + END
                                + ";\nif (" + list + ".isEmpty()) { " + list + ".add(" + a.text() + "); }"));
            default -> {
                into.add(Node.of("Map<String, Tensor> " + list + " = new HashMap<>(Map.of(\"a\", " + a.text() + "));"));
                into.add(Node.of(list + ".put(\"b\", " + b.text() + ");"));
                names.add(Name.of(list + ".get(\"a\")", a.belief(), Ops.MATRIX));
                return;
            }
        }
        names.add(Name.of(list + ".get(0)", a.belief(), Ops.MATRIX));
    }

    private static final List<Dtype> DTYPE_LIST = List.of(Dtype.values());

    private DtypeName constant() {
        Dtype dtype = any(DTYPE_LIST);
        return new DtypeName("Dtype." + dtype.name(), Belief.of(dtype));
    }

    private void call(List<Node> into) {
        if (helpers.isEmpty()) {
            return;
        }
        Helper helper = any(helpers);
        if (helper.needsLayer() && !inLayer) {
            return;
        }
        List<String> arguments = new ArrayList<>();
        Belief same = null;
        Name first = null;
        for (Helper.Parameter parameter : helper.parameters()) {
            Belief wanted = parameter.isSame() && same != null ? same : parameter.belief();
            Name name = names.pick(one -> one.isTensor()
                    && one.shape().equals(Ops.MATRIX)
                    && (oneIn(15) || one.belief().equals(wanted) || one.belief().fits(wanted.may())));
            if (name == null) {
                Made made = ops.made(
                        wanted.isKnown() ? wanted : Belief.of(any(List.copyOf(wanted.may()))), Ops.MATRIX, names);
                name = Name.of(made.text(), made.belief(), made.shape());
            }
            same = same == null && parameter.isSame() ? name.belief() : same;
            first = first == null ? name : first;
            arguments.add(name.text());
        }
        arguments.add("mode");
        if (helper.needsLayer() && !oneIn(4)) {
            names.tensors().removeIf(one -> one.text().equals("cache"));
        }
        Belief belief = helper.resultLikeFirst() ? first.belief() : helper.result();
        into.add(local(
                new Made(OP + helper.call() + "(" + String.join(", ", arguments) + ")" + END, belief, Ops.MATRIX)));
    }

    private void ternary(List<Node> into) {
        Name a = matrix();
        Name b = oneIn(4) ? matrix() : like(a);
        into.add(local(new Made(
                condition() + " ? " + a.text() + " : " + b.text(),
                a.belief().equals(b.belief()) ? a.belief() : Belief.any("split " + counter.next("s")),
                Ops.MATRIX)));
    }

    /** What is done to the layer's variables. */
    private void variable(List<Node> into) {
        if (!inLayer) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> into.add(Node.of("kernel.assign(" + matrix().text() + ");"));
            case 1 -> into.add(Node.of("mean.assign(mean.value().mul(0.5));"));
            default -> {
                Name x = names.pick(
                        one -> one.belief().isFloating() && one.shape().equals(Ops.MATRIX));
                if (x != null) {
                    String child = any(List.of("heir", "wide", "brain", "single"));
                    Belief belief = switch (child) {
                        case "heir" -> compute();
                        case "wide" -> Belief.of(Dtype.FLOAT32);
                        case "brain" -> Belief.of(Dtype.BFLOAT16);
                        default -> Belief.of(Dtype.FLOAT16);
                    };
                    into.add(local(new Made(
                            child + ".forward(" + x.text() + (x.isTensor() ? "" : ".asTensor()") + ")",
                            belief,
                            Ops.MATRIX)));
                }
            }
        }
    }

    private void field(List<Node> into) {
        if (!inLayer) {
            return;
        }
        Name x = matrix();
        names.tensors().removeIf(one -> one.text().equals("cache"));
        into.add(Node.of((oneIn(4) ? "this." : "") + "cache = " + x.text() + ";"));
        names.add(Name.of("cache", x.belief(), Ops.MATRIX));
    }

    private void qualified(List<Node> into) {
        Dtype dtype = any(List.of(Dtype.FLOAT16, Dtype.FLOAT32, Dtype.INT32, Dtype.BOOL));
        Belief belief = Belief.of(dtype);
        Name x = matrix();
        String text = x.belief().equals(belief) || oneIn(8)
                ? x.text()
                : ops.made(belief, Ops.MATRIX, names).text();
        String name = counter.next("q");
        into.add(Node.of("@" + Helper.annotation(dtype) + " Tensor " + name + " = " + DECLARED + text + DTYPES
                + "Dtype." + dtype.name() + END + ";"));
        names.add(Name.of(name, belief, Ops.MATRIX));
    }

    private void reading(List<Node> into) {
        String text = ops.reading(names);
        if (text != null) {
            into.add(Node.of(OP + text + END + ";"));
        }
    }

    private void optional(List<Node> into) {
        Name a = matrix();
        Name b = oneIn(4) ? matrix() : like(a);
        into.add(local(new Made(
                "Optional.of(" + a.text() + ").filter(t -> " + condition() + ").orElse(" + b.text() + ")",
                a.belief(),
                Ops.MATRIX)));
    }

    private void split(List<Node> into) {
        Name x = matrix();
        if (!loose) {
            return;
        }
        into.addAll(new Splits(random, counter).sample(x.text(), condition(), condition(), inLayer));
        names.tensors().removeIf(one -> one.text().equals("cache"));
    }

    // ---- what other statements stand in

    /** Statements in a block of their own; what is known before it is known again after it. */
    private List<Node> inside(int depth, Supplier<List<Node>> more) {
        Names before = names;
        names = before.copy();
        List<Node> all = new ArrayList<>(more.get());
        all.addAll(statements(random.nextInt(1, 4), depth - 1));
        before.join(names);
        names = before;
        return all;
    }

    private List<Node> inside(int depth) {
        return inside(depth, List::of);
    }

    private void ifElse(int depth, List<Node> into) {
        List<Node> body = new ArrayList<>(inside(depth));
        if (oneIn(2)) {
            body.add(Node.of("} else {"));
            body.addAll(inside(depth));
        }
        into.add(Node.block("if (" + condition() + ")", body));
    }

    private void loop(int depth, List<Node> into) {
        List<Node> body = new ArrayList<>(inside(depth));
        if (oneIn(3)) {
            body.add(
                    random.nextInt(body.size() + 1),
                    Node.of("if (" + condition() + ") " + any(List.of("break;", "continue;"))));
        }
        String i = counter.next("i");
        switch (random.nextInt(3)) {
            case 0 -> into.add(Node.block("for (int " + i + " = 0; " + i + " < 3; " + i + "++)", body));
            case 1 -> into.add(Node.block("for (int " + i + " : new int[] {0, 1, 2})", body));
            default -> {
                into.add(Node.of("int " + i + " = 0;"));
                into.add(Node.block("while (" + i + "++ < mode)", body));
            }
        }
    }

    private void forEach(int depth, List<Node> into) {
        Name a = matrix();
        Name b = oneIn(4) ? matrix() : like(a);
        String element = counter.next("e");
        List<Node> body = inside(depth, () -> {
            names.add(Name.variable(element, a.belief(), Ops.MATRIX));
            return List.of();
        });
        into.add(Node.block("for (Tensor " + element + " : List.of(" + a.text() + ", " + b.text() + "))", body));
    }

    private void guard(int depth, List<Node> into) {
        Name x = matrix();
        Set<Dtype> floating = EnumSet.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32);
        Dtype dtype = any(List.copyOf(x.belief().isKnown() ? x.belief().may() : floating));
        switch (random.nextInt(6)) {
            case 0, 1 -> guarded("if (" + x.text() + ".dtype() == Dtype." + dtype.name() + ")", x, dtype, depth, into);
            case 2 -> {
                Name y = names.pick(one -> one.isVariable() && one.shape().equals(Ops.MATRIX) && !one.equals(x));
                if (y != null) {
                    into.add(Node.of("if (" + y.text() + ".dtype() != " + x.text() + ".dtype()) " + y.text() + " = "
                            + y.text() + ".cast(" + x.text() + ".dtype());"));
                    names.set(y, x.belief());
                }
            }
            case 3 -> {
                if (inLayer) {
                    into.add(Node.block("if (computeDtype() == Dtype." + dtype.name() + ")", inside(depth)));
                }
            }
            case 4 ->
                into.add(Node.block("if (" + x.text() + ".dtype().isHalf() && " + condition() + ")", inside(depth)));
            default ->
                guarded("if (Dtype." + dtype.name() + ".equals(" + x.text() + ".dtype()))", x, dtype, depth, into);
        }
    }

    private void guarded(String head, Name x, Dtype dtype, int depth, List<Node> into) {
        into.add(Node.block(head, inside(depth, () -> {
            names.set(x, Belief.of(dtype));
            return List.of();
        })));
        names.set(x, x.belief());
    }

    private void switchStatement(int depth, List<Node> into) {
        boolean arrows = oneIn(2);
        List<Node> cases = new ArrayList<>();
        for (String label : List.of("case 0", "case 1, 2", "default")) {
            List<Node> body = new ArrayList<>(inside(depth));
            if (!arrows && !oneIn(4)) {
                body.add(Node.of("break;"));
            }
            cases.add(new Node(label + (arrows ? " -> {" : ": {"), body, "}"));
        }
        into.add(Node.block("switch (mode)", cases));
    }

    private void switchExpression(int depth, List<Node> into) {
        boolean outside = mayReturn;
        mayReturn = false;
        Name a = matrix();
        String name = counter.next("v");
        List<Node> cases = new ArrayList<>();
        boolean agree = true;
        for (String label : List.of("case 0", "case 1, 2", "default")) {
            if (oneIn(2)) {
                cases.add(Node.of(label + " -> " + like(a).text() + ";"));
            } else {
                Name[] yielded = new Name[1];
                List<Node> body = new ArrayList<>(inside(depth, List::of));
                yielded[0] = oneIn(4) ? matrix() : like(a);
                body.add(Node.of("yield " + yielded[0].text() + ";"));
                agree &= yielded[0].belief().equals(a.belief());
                cases.add(new Node(label + " -> {", body, "}"));
            }
        }
        mayReturn = outside;
        into.add(new Node("Tensor " + name + " = switch (mode) {", cases, "};"));
        names.add(Name.variable(name, agree ? a.belief() : Belief.any("split " + name), Ops.MATRIX));
    }

    private void tryFinally(int depth, List<Node> into) {
        List<Node> body = new ArrayList<>(inside(depth));
        body.add(random.nextInt(body.size() + 1), Node.of("Common.mayThrow(mode);"));
        body.add(
                Node.of(oneIn(2) ? "} catch (IllegalStateException " + counter.next("thrown") + ") {" : "} finally {"));
        body.addAll(inside(depth));
        into.add(Node.block("try", body));
    }

    private void earlyReturn(List<Node> into) {
        if (!mayReturn) {
            return;
        }
        into.add(Node.of("if (" + condition() + ") return " + returned() + ";"));
    }

    /** A value of the dtype that is to be returned. */
    String returned() {
        Name name = names.pick(one -> one.isTensor()
                && one.shape().equals(Ops.MATRIX)
                && (oneIn(30) || one.belief().equals(result.belief())));
        Made made = name == null ? ops.made(result.belief(), Ops.MATRIX, names) : null;
        String text = name != null ? name.text() : made == null ? matrix().text() : made.text();
        return result.declared().isEmpty() ? text : DECLARED + text + DTYPES + result.declared() + END;
    }

    /** The end of the body. */
    Node end() {
        return Node.of("return " + returned() + ";");
    }
}
