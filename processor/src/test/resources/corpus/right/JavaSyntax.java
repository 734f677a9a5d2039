package java_syntax;

import static dev.halfcaf.Tensor.ones;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Rare forms of Java, with tensors in them. */
@DtypePolicy
abstract class JavaSyntax extends Layer {
    static final Function<Tensor, Tensor> IN_STATIC_FIELD = x -> {
        int times = 2;
        Tensor local = x;
        for (int i = 0, j = times; i < j; i++, j--) {
            local = local.add(x);
        }
        return local;
    };

    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.glorotUniform());
    final UnaryOperator<Tensor> inField = x -> {
        final int n = 3;
        Tensor y = x;
        for (int i = 0; i < n; i++) y = y.relu();
        return y;
    };

    int[] counts[] = {{1}, {}, {2, 3}}, flat = {}, none;
    static int made;
    private final Map<String, List<? super Tensor>> sinks;

    static {
        made = 1;
        Runnable inInitializer = () -> {
            double scale = 1e-12;
            made += (int) scale;
        };
        inInitializer.run();
    }

    {
        sinks = new HashMap<>();
        class InInitializer {
            Tensor twice(Tensor x) {
                return x.add(x);
            }
        }
        sinks.put("", new ArrayList<>(List.of(new InInitializer().twice(ones(Shape.of(1))))));
    }

    enum Activation implements UnaryOperator<Tensor> {
        RELU {
            @Override
            public Tensor apply(Tensor x) {
                return x.relu();
            }
        },
        IDENTITY {
            private int calls;

            @Override
            public Tensor apply(Tensor x) {
                calls++;
                return x;
            }
        },
        CUSTOM(x -> x.mul(x)) {},
        ;

        private final UnaryOperator<Tensor> body;

        Activation() {
            this(x -> x);
        }

        Activation(UnaryOperator<Tensor> body) {
            this.body = body;
        }

        @Override
        public Tensor apply(Tensor x) {
            return body.apply(x);
        }
    }

    interface Helper {
        Tensor FIELD = ones(Shape.of(1), Dtype.FLOAT32);

        private Tensor hidden(Tensor x) {
            return x.add(x);
        }

        private static Tensor hiddenStatic(Tensor x) {
            return x.relu();
        }

        default Tensor help(Tensor x) {
            return hidden(hiddenStatic(x));
        }

        static <T extends Tensor & Serializable> int intersection(T x) {
            return x.add(x).shape().rank();
        }
    }

    record Pair<A extends Tensor, B>(A first, B second, @Float32 Tensor... rest) implements Helper {
        static int made;

        Pair {
            if (first == null) {
                throw new NullPointerException();
            }
            rest = rest.clone();
            made++;
        }

        Pair(A first) {
            this(first, null);
        }

        Pair<A, B> swapped() {
            record Local(Tensor inside) {}
            Local local = new Local(first());
            return new Pair<>(local.inside() == first ? first : first(), second, this.rest()).self();
        }

        private Pair<A, B> self() {
            return this;
        }
    }

    class Inner {
        final Tensor kept;

        Inner(Tensor kept) {
            this.kept = kept;
        }

        class Deeper extends Inner {
            Deeper(Inner other) {
                JavaSyntax.this.super(other.kept);
            }

            Tensor all() {
                return Inner.this.kept.add(this.kept).matmul(JavaSyntax.this.kernel);
            }
        }
    }

    public Tensor forward(Tensor x, @Int32 Tensor ids) {
        Inner inner = this.new Inner(x);
        Inner.Deeper deeper = inner.new Deeper(inner);
        Tensor y = deeper.all();
        y = IN_STATIC_FIELD.andThen(inField).compose((Tensor z) -> z.add(z)).apply(y);
        y = jumps(y, ids.size() > 3 ? 1 : 2);
        y = ((BinaryOperator<Tensor>) (a, b) -> a.add(b)).apply(y, y);
        y = (Tensor) (Object) y;
        y = resources(y);
        for (Activation activation : Activation.values()) {
            y = activation.apply(y);
        }
        return generics(y, List.of(y), new Tensor[] {y}, new Tensor[][] {{y}, {}});
    }

    private Tensor jumps(Tensor x, int mode) {
        Tensor y = x;
        outer:
        for (; ; ) {
            middle:
            while (true) {
                do {
                    if (mode++ > 3) break outer;
                    if (mode == 2) continue middle;
                    block:
                    {
                        if (mode == 1) break block;
                        y = y.add(x);
                    }
                    ;
                } while (mode < 2);
                synchronized (this) {
                    y = y.relu();
                }
                break;
            }
            if (mode > 100) continue outer;
            assert y.size() > 0 : "empty: " + (y = x);
        }
        switch (mode) {
            default:
            case 1:
                Tensor shared = y.add(x);
                y = shared;
            case 2:
                shared = x;
                y = y.add(shared);
                break;
            case 3, 4: {
                return x;
            }
        }
        final int code = switch (mode) {
            case 1 -> {
                int inner = switch (y.shape().rank()) {
                    case 1:
                        yield 3;
                    default:
                        int yielded = mode;
                        yield yielded > 2 ? -yielded : +yielded;
                };
                yield inner;
            }
            case 2 -> throw new IllegalStateException();
            default -> 5;
        };
        return switch (String.valueOf(code)) {
            case "5" -> y;
            case """
                 text "block" \
                 5""" -> x;
            default -> {
                try {
                    yield y.add(x);
                } finally {
                    y = x;
                }
            }
        };
    }

    static final class Closing implements AutoCloseable {
        Tensor held;

        @Override
        public void close() {
            held = null;
        }
    }

    private Tensor resources(Tensor x) {
        final Closing outer = new Closing();
        Closing effective = outer;
        Tensor y = x;
        try (outer;
                effective;
                var third = new Closing();
                Closing none = null) {
            third.held = x;
            y = y.add(third.held == null ? x : x);
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw e;
        } catch (final RuntimeException e) {
            y = x;
        } finally {
            try {
                y = y.relu();
            } finally {
                outer.held = y;
            }
        }
        return y;
    }

    @SafeVarargs
    private static <T extends Tensor, L extends List<? extends T>> Tensor generics(
            Tensor x, L list, T[] array, T[]... arrays) {
        Supplier<? extends Supplier<? extends Tensor>> nested = () -> () -> x;
        IntFunction<Tensor[]> maker = Tensor[]::new;
        Function<Integer, List<Tensor>> listMaker = ArrayList<Tensor>::new;
        BiFunction<Tensor, Tensor, Tensor> unbound = Tensor::add;
        Supplier<Tensor> bound = nested.get().get()::relu;
        Function<Tensor, Pair<Tensor, Void>> constructor = Pair<Tensor, Void>::new;
        Comparator<Tensor> comparing = Comparator.<Tensor, Integer>comparing(t -> t.shape().rank())
                .thenComparing(Comparator.naturalOrder() == null ? null : (a, b) -> 0);
        List<? super Tensor> sink = new ArrayList<>(listMaker.apply(1));
        sink.add(x);
        for (Object one : sink) {
            if (!(one instanceof Tensor tensor && tensor.size() > 0)) {
                continue;
            }
            comparing.compare(tensor, x);
        }
        var anonymous = new Object() {
            Tensor field = x;
            int calls = 0;

            Tensor method() {
                calls += 1;
                return field.add(x);
            }
        };
        Iterable<Tensor> iterable = () -> new Iterator<>() {
            private boolean done;

            @Override
            public boolean hasNext() {
                return !(done ^= true);
            }

            @Override
            public Tensor next() {
                return x;
            }
        };
        Tensor y = anonymous.method();
        for (Tensor one : iterable) y = y.add(one);
        for (var one : list) y = y.add(one);
        for (T[] row : arrays) for (T one : row) y = y.add(one);
        Tensor[] made = maker.apply(2);
        made[0] = made[made.length - 1] = y;
        int[] index = {0};
        made[index[0]++] = unbound.apply(bound.get(), made[0]);
        long bits = 1L << 40 >>> 3 & ~0xFFL | 'c' ^ 07;
        bits <<= 2;
        boolean odd = (bits & 1) != 0 == true || !(bits > 0);
        char letter = (char) ('a' + 1);
        letter += 1;
        Class<?> type = int[].class, other = void.class;
        Object text = "" + bits + letter + odd + type + other + x.getClass() + null + 1f + 0x1p3 + made;
        return text == null ? x : constructor.apply(y).first();
    }

    private static <X extends Throwable> void sneaky(Throwable e) throws X {
        @SuppressWarnings("unchecked")
        X cast = (X) e;
        throw cast;
    }

    ;
}

@interface Marked {
    int value() default 1;

    String[] names() default {};
}

@Marked(names = {"a", "b"})
class JavaSyntaxHelpers extends ArrayList<Tensor> implements JavaSyntax.Helper {
    private static final long serialVersionUID = 1;

    JavaSyntaxHelpers(Tensor x) {
        super(((Supplier<List<Tensor>>) () -> {
            Tensor twice = x.add(x);
            return List.of(twice);
        }).get());
    }

    JavaSyntaxHelpers() {
        this(new Supplier<Tensor>() {
            @Override
            public Tensor get() {
                return ones(Shape.of(2));
            }
        }.get());
    }

    @Override
    public Tensor help(Tensor x) {
        return JavaSyntax.Helper.super.help(super.get(0)).add(x);
    }
}
