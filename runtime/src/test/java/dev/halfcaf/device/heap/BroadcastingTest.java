package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.random;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Elementwise ops against NumPy's rule, spelled out element by element. */
class BroadcastingTest {
    /** A result's shape, and two operands' shapes that broadcast to it. */
    record Shapes(Shape a, Shape b, Shape out) {}

    @Provide
    Arbitrary<Shapes> shapes() {
        Arbitrary<Integer> size = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(1, 5)),
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.just(1100)));
        Arbitrary<List<Integer>> sizes = size.list()
                .ofMaxSize(5)
                .filter(list -> list.stream().filter(n -> n > 5).count() < 2);
        return sizes.flatMap(out -> {
            Arbitrary<Shape> operand = operand(out);
            return Combinators.combine(operand, operand).as((a, b) -> new Shapes(a, b, a.broadcast(b)));
        });
    }

    /** The shape with some axes in front left out, and some of the others 1. */
    private static Arbitrary<Shape> operand(List<Integer> out) {
        Arbitrary<List<Boolean>> stretched = Arbitraries.of(true, false).list().ofSize(out.size());
        Arbitrary<Integer> missing = Arbitraries.integers().between(0, out.size());
        return Combinators.combine(stretched, missing)
                .as((ones, skip) -> Shape.of(IntStream.range(skip / 2, out.size())
                        .map(axis -> ones.get(axis) ? 1 : out.get(axis))
                        .toArray()));
    }

    @Property(tries = 400)
    void binary(@ForAll("shapes") Shapes shapes, @ForAll Dtype dtype) {
        boolean bool = dtype == Dtype.BOOL;
        NdArray a = random(dtype, shapes.a, 1);
        NdArray b = random(dtype, shapes.b, 2);
        NdArray out = empty(dtype, shapes.out);

        DEVICE.binary(bool ? BinaryOp.LOGICAL_OR : BinaryOp.MAXIMUM, a, b, out);

        double[] x = values(a);
        double[] y = values(b);
        double[] z = values(out);
        for (int i = 0; i < z.length; i++) {
            assertThat(z[i])
                    .isEqualTo(Math.max(x[source(i, shapes.a, shapes.out)], y[source(i, shapes.b, shapes.out)]));
        }
    }

    @Property(tries = 200)
    void mixedFloatingDtypes(@ForAll("shapes") Shapes shapes) {
        NdArray a = random(Dtype.FLOAT16, shapes.a, 1);
        NdArray b = random(Dtype.FLOAT32, shapes.b, 2);
        NdArray out = empty(Dtype.BFLOAT16, shapes.out);

        DEVICE.binary(BinaryOp.SUB, a, b, out);

        double[] x = values(a);
        double[] y = values(b);
        double[] z = values(out);
        for (int i = 0; i < z.length; i++) {
            double difference = x[source(i, shapes.a, shapes.out)] - y[source(i, shapes.b, shapes.out)];
            assertThat(z[i]).isEqualTo(Dtype.BFLOAT16.round((float) difference));
        }
    }

    @Property(tries = 200)
    void unaryAndWhereAndCompare(@ForAll("shapes") Shapes shapes, @ForAll Dtype dtype) {
        NdArray a = random(dtype, shapes.a, 1);
        NdArray b = random(dtype, shapes.b, 2);
        NdArray less = empty(Dtype.BOOL, shapes.out);
        NdArray smaller = empty(dtype, shapes.out);
        NdArray copied = empty(dtype, shapes.out);

        DEVICE.compare(ComparisonOp.LT, a, b, less);
        DEVICE.where(less, a, b, smaller);
        DEVICE.unary(dtype == Dtype.BOOL ? UnaryOp.LOGICAL_NOT : UnaryOp.ABS, a, copied);

        double[] x = values(a);
        double[] y = values(b);
        double[] isLess = values(less);
        double[] min = values(smaller);
        double[] unary = values(copied);
        for (int i = 0; i < shapes.out.elements(); i++) {
            double left = x[source(i, shapes.a, shapes.out)];
            double right = y[source(i, shapes.b, shapes.out)];
            assertThat(isLess[i]).isEqualTo(left < right ? 1 : 0);
            assertThat(min[i]).isEqualTo(Math.min(left, right));
            assertThat(unary[i]).isEqualTo(dtype == Dtype.BOOL ? 1 - left : Math.abs(left));
        }
    }

    @Property(tries = 100)
    void theConditionOfWhereIsBroadcastToo(@ForAll("shapes") Shapes shapes) {
        NdArray condition = random(Dtype.BOOL, shapes.a, 1);
        NdArray b = random(Dtype.FLOAT32, shapes.b, 2);
        NdArray zero = TestArrays.array(Dtype.FLOAT32, Shape.scalar(), 0);
        NdArray out = empty(Dtype.FLOAT32, shapes.out);

        DEVICE.where(condition, b, zero, out);

        double[] x = values(condition);
        double[] y = values(b);
        double[] z = values(out);
        for (int i = 0; i < z.length; i++) {
            boolean chosen = x[source(i, shapes.a, shapes.out)] == 1;
            assertThat(z[i]).isEqualTo(chosen ? y[source(i, shapes.b, shapes.out)] : 0);
        }
    }

    /** Where element i of a result comes from in an operand. */
    private static int source(int i, Shape operand, Shape out) {
        int source = 0;
        int stride = 1;
        int rest = i;
        for (int fromEnd = 1; fromEnd <= out.rank(); fromEnd++) {
            int coordinate = rest % out.size(-fromEnd);
            rest /= out.size(-fromEnd);
            if (fromEnd <= operand.rank()) {
                source += operand.size(-fromEnd) == 1 ? 0 : coordinate * stride;
                stride *= operand.size(-fromEnd);
            }
        }
        return source;
    }
}
