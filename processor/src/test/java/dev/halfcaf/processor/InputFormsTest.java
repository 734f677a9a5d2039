package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each form in which tensors enter a layer, cast by the generated wrapper as by one that is written by hand. */
final class InputFormsTest {
    /** Prints dtypes in all that a wrapper passes on. */
    private static final Source SEEN = Source.acme("""
            final class Seen {
                static String of(Object... values) {
                    StringBuilder text = new StringBuilder();
                    for (Object value : values) {
                        text.append(one(value)).append(' ');
                    }
                    return text.toString().strip();
                }

                private static String one(Object value) {
                    if (value instanceof Tensor tensor) {
                        return tensor.dtype().toString();
                    } else if (value instanceof Object[] array) {
                        return "[" + of(array) + "]";
                    } else if (value instanceof List<?> list) {
                        return "[" + of(list.toArray()) + "]";
                    } else if (value instanceof Map<?, ?> map) {
                        return map.keySet() + "=[" + of(map.values().toArray()) + "]";
                    } else if (value instanceof Optional<?> optional) {
                        return "?" + of(optional.stream().toArray());
                    }
                    return String.valueOf(value);
                }
            }
            """);

    private static String seen(String types, String parameters, String values, String arguments, Source... others)
            throws ReflectiveOperationException {
        Source dense = Source.acme("@DtypePolicy(\"mixed_float16\")\nabstract class Dense extends Layer {\n" + types
                + "\nString seen = \"\";\n    public Tensor forward(" + parameters + ") {\n        seen = Seen.of("
                + values
                + ");\n        return null;\n    }\n}\n");
        Source main = Source.acme("""
                public class Main {
                    static final Tensor F = Tensor.ones(Shape.of(2));
                    static final Tensor D = F.cast(Dtype.FLOAT64);
                    static final Tensor I = F.cast(Dtype.INT32);

                    public static String run() {
                        CastingDense dense = new CastingDense();
                        dense.forward(%s);
                        return dense.seen;
                    }
                }
                """.formatted(arguments));
        Source[] all = new Source[others.length + 3];
        System.arraycopy(others, 0, all, 3, others.length);
        all[0] = SEEN;
        all[1] = dense;
        all[2] = main;
        return Running.run(all);
    }

    @Test
    void severalTensorsAndOtherThings() throws ReflectiveOperationException {
        assertThat(seen(
                        "",
                        "Tensor a, int n, Tensor b, String s, Tensor c",
                        "a, n, b, s, c",
                        "F, 3, D, \"s\", List.of(F, I).get(1)"))
                .isEqualTo("float16 3 float16 s int32");
    }

    @Test
    void arraysAndVariableArguments() throws ReflectiveOperationException {
        assertThat(seen(
                        "",
                        "Tensor[] a, Tensor[][] b, Tensor[]... c",
                        "a, b, c",
                        "new Tensor[] {F, null}, new Tensor[][] {{D}, null, {}}, new Tensor[] {F, I}, new Tensor[0]"))
                .isEqualTo("[float16 null] [[float16] null []] [[float16 int32] []]");
    }

    @Test
    void callersContainersStayAsTheyAre() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                        @DtypePolicy("mixed_float16")
                        abstract class Dense extends Layer {
                            public Tensor forward(Tensor[] a, List<Tensor> b, Map<String, Tensor> c) { return a[0]; }
                        }
                        """), SEEN, Source.acme("""
                        public class Main {
                            public static String run() {
                                Tensor f = Tensor.ones(Shape.of(2));
                                Tensor[] a = {f};
                                List<Tensor> b = List.of(f);
                                Map<String, Tensor> c = Map.of("x", f);
                                return Seen.of(new CastingDense().forward(a, b, c), a, b, c);
                            }
                        }
                        """)))
                .isEqualTo("float16 [float32] [float32] [x]=[float32]");
    }

    @Test
    void listsMapsAndOptionals() throws ReflectiveOperationException {
        assertThat(seen(
                        "",
                        "List<List<Tensor>> a, Map<String, Tensor> b, Map<Integer, List<? extends Tensor>> c,"
                                + " Optional<Tensor> d, Optional<Tensor> e, List<?> f, Map<String, Object> g",
                        "a, b, c, d, e, f, g",
                        "List.of(List.of(F), List.of()), new TreeMap<>(Map.of(\"x\", F, \"y\", I)), Map.of(1, List.of(D)),"
                                + " Optional.of(F), Optional.empty(), List.of(F, \"s\"), Map.of(\"k\", D)"))
                .isEqualTo(
                        "[[float16] []] [x, y]=[float16 int32] [1]=[[float16]] ?float16 ? [float16 s] [k]=[float16]");
    }

    @Test
    void recordsWithinRecordsAndOfOtherPackages() throws ReflectiveOperationException {
        assertThat(seen(
                        "record Pair<A, B>(A first, B second) {}\n"
                                + "record Tree(Tensor value, List<Tree> parts) {}\n"
                                + "record Kept(@NoCast Tensor raw, @Float32 Tensor own) {}\n",
                        "Pair<Tensor, Pair<Tensor, String>> a, Tree b, com.lib.Batch<Tensor> c, List<Kept> d",
                        "a.first(), a.second().first(), a.second().second(), b.value(), b.parts().get(0).value(),"
                                + " b.parts().get(0).parts(), c.x(), c.named(), d.get(0).raw(), d.get(0).own()",
                        "new Dense.Pair<>(F, new Dense.Pair<>(D, \"s\")),"
                                + " new Dense.Tree(F, List.of(new Dense.Tree(D, null))),"
                                + " new com.lib.Batch<>(F, Map.of(\"m\", D)), List.of(new Dense.Kept(D, F))",
                        Source.of("""
                                package com.lib;

                                import dev.halfcaf.Tensor;
                                import java.util.Map;

                                public record Batch<T>(T x, Map<String, Tensor> named) {}
                                """)))
                .isEqualTo("float16 float16 s float16 float16 null float16 [m]=[float16] float64 float32");
    }

    @Test
    void nullsPassThrough() throws ReflectiveOperationException {
        assertThat(seen(
                        "record Pair(Tensor first, Pair second) {}\n",
                        "Tensor a, Tensor[] b, Tensor[][] c, List<Tensor> d, Map<String, Tensor> e, Optional<Tensor> f,"
                                + " Pair g, Pair h, Operand i, Object j, List<Pair> k",
                        "a, b, c, d, e, f, g, h.first(), h.second(), i, j, k",
                        "null, null, null, null, null, null, null, new Dense.Pair(null, null), null, null, null"))
                .isEqualTo("null ".repeat(12).strip());
    }

    @Test
    void whatMayBeATensor() throws ReflectiveOperationException {
        assertThat(Running.run(SEEN, Source.acme("""
                                @DtypePolicy("mixed_float16")
                                abstract class Dense<C, O extends Operand> extends Layer {
                                    final Variable kernel = Variable.of("kernel", Shape.of(2), Initializer.ones());

                                    public <T, U extends Tensor> String forward(
                                            C c, O o, T t, U u, List<T> ts, Object any, Operand operand, Variable variable) {
                                        return Seen.of(c, o, t, u, ts, any, operand, variable.asTensor());
                                    }
                                }
                                """), Source.acme("""
                                public class Main {
                                    public static String run() {
                                        Tensor f = Tensor.ones(Shape.of(2));
                                        var dense = new CastingDense<Tensor, Tensor>();
                                        var strings = new CastingDense<String, Variable>();
                                        return dense.forward(f, f, f, f, List.of(f), f, f, dense.kernel) + " / "
                                                + strings.forward("c", dense.kernel, 1, f, List.of(2), "any", strings.kernel,
                                                        strings.kernel);
                                    }
                                }
                                """)))
                .isEqualTo("float16 float16 float16 float16 [float16] float16 float16 float16"
                        + " / c Variable(kernel, shape (2,), float32) 1 float16 [2] any float16 float16");
    }

    @Test
    void whatIsNullOrEmptyBindsTheLayerAsWell() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                        @DtypePolicy("mixed_float16")
                        abstract class Dense extends Layer {
                            record Pair(Tensor a) {}

                            public String forward(Pair pair) { return computeDtype() + " "; }
                            public String forward(Map<String, Tensor> map) { return computeDtype() + " "; }
                            public String forward(Object any) { return computeDtype() + " "; }
                            public String forward(List<Pair> pairs) { return computeDtype() + " "; }
                        }
                        """), Source.acme("""
                        public class Main {
                            public static String run() {
                                return new CastingDense().forward((Dense.Pair) null) + new CastingDense().forward(Map.of())
                                        + new CastingDense().forward("x") + new CastingDense().forward(List.<Dense.Pair>of());
                            }
                        }
                        """))).isEqualTo("float16 ".repeat(4));
    }

    /** The same model twice: as generated, and with a wrapper by hand. */
    @Test
    void asAWrapperByHand() throws ReflectiveOperationException {
        assertThat(Running.run(Source.acme("""
                                @DtypePolicy
                                abstract class Attention extends Layer {
                                    record Heads(Map<String, Tensor> byName, List<Tensor> more) {}

                                    final Variable kernel = Variable.of("kernel", Shape.of(3, 3), Initializer.glorotUniform());

                                    public Tensor forward(Tensor[][] grid, Heads heads, Optional<Tensor> mask) {
                                        Tensor x = grid[0][0].matmul(kernel).add(grid[1][0]);
                                        for (Tensor one : heads.byName().values()) {
                                            x = x.matmul(kernel).add(one);
                                        }
                                        for (Tensor one : heads.more()) {
                                            x = x.mul(one);
                                        }
                                        return mask.isPresent() ? x.mul(mask.get()) : x;
                                    }
                                }
                                """), Source.acme("""
                                final class ByHand extends Attention {
                                    ByHand(Policy policy) {
                                        adopt(1, PolicySource.surroundings(), policy);
                                    }

                                    @Override
                                    protected void members(Members members) {
                                        members.variable(kernel);
                                    }

                                    @Override
                                    public Tensor forward(Tensor[][] grid, Heads heads, Optional<Tensor> mask) {
                                        bindIfNeeded();
                                        Tensor[][] cast = {{in(grid[0][0])}, {in(grid[1][0])}};
                                        Map<String, Tensor> byName = new LinkedHashMap<>();
                                        heads.byName().forEach((name, head) -> byName.put(name, in(head)));
                                        List<Tensor> more = new ArrayList<>();
                                        heads.more().forEach(head -> more.add(in(head)));
                                        return super.forward(cast, new Heads(byName, more), mask.map(this::in));
                                    }

                                    private Tensor in(Tensor x) {
                                        return x.cast(computeDtype());
                                    }
                                }
                                """), Source.acme("""
                                public class Main {
                                    static final Random RANDOM = new Random(1);

                                    static Tensor some(Dtype dtype) {
                                        return Tensor.randomNormal(Shape.of(3, 3), dtype, RANDOM);
                                    }

                                    public static String run() {
                                        Tensor[][] grid = {{some(Dtype.FLOAT32)}, {some(Dtype.FLOAT64)}};
                                        Map<String, Tensor> byName = new TreeMap<>(
                                                Map.of("a", some(Dtype.FLOAT32), "b", some(Dtype.FLOAT64)));
                                        Attention.Heads heads = new Attention.Heads(byName, List.of(some(Dtype.FLOAT64)));
                                        String differences = "";
                                        for (String name : List.of("float32", "mixed_float16", "mixed_bfloat16", "float64")) {
                                            Policy policy = Policy.of(name);
                                            for (Optional<Tensor> mask : List.of(Optional.<Tensor>empty(), Optional.of(grid[0][0]))) {
                                                Tensor generated = new CastingAttention(policy).forward(grid, heads, mask);
                                                Tensor byHand = new ByHand(policy).forward(grid, heads, mask);
                                                if (!generated.toString().equals(byHand.toString())
                                                        || generated.dtype() != policy.computeDtype()) {
                                                    differences += name + ": " + generated + " / " + byHand;
                                                }
                                            }
                                        }
                                        return differences;
                                    }
                                }
                                """)))
                .isEmpty();
    }
}
