package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for tensors of every shape. */
final class TensorPropertiesTest {
    private static final int TRIES = 200;

    @Provide
    Arbitrary<Shape> shapes() {
        return Arbitraries.integers()
                .between(0, 4)
                .list()
                .ofMaxSize(4)
                .map(sizes ->
                        Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** Shapes with a size in each axis, so that an axis can be chosen. */
    @Provide
    Arbitrary<Shape> shapesWithAxes() {
        return Arbitraries.integers()
                .between(1, 4)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(sizes ->
                        Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray()));
    }

    @Provide
    Arbitrary<Dtype> floating() {
        return Arbitraries.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64);
    }

    private static Tensor numbered(Shape shape) {
        return Tensor.arange(shape.elements()).reshape(shape);
    }

    @Property(tries = TRIES)
    void broadcastingRepeatsAnOperandAlongTheAxesThatItLacks(@ForAll("shapesWithAxes") Shape full, @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int dropped = random.nextInt(full.rank() + 1);
        int[] kept = Arrays.copyOfRange(full.toArray(), dropped, full.rank());
        for (int axis = 0; axis < kept.length; axis++) {
            kept[axis] = random.nextBoolean() ? kept[axis] : 1;
        }
        Shape small = Shape.of(kept);

        Tensor sum = numbered(full).mul(1000).add(numbered(small));

        long[] expected = new long[full.elements()];
        for (int element = 0; element < expected.length; element++) {
            int rest = element;
            int offset = 0;
            int stride = 1;
            for (int fromEnd = 1; fromEnd <= full.rank(); fromEnd++) {
                int index = rest % full.size(-fromEnd);
                rest /= full.size(-fromEnd);
                if (fromEnd <= small.rank()) {
                    offset += small.size(-fromEnd) == 1 ? 0 : index * stride;
                    stride *= small.size(-fromEnd);
                }
            }
            expected[element] = element * 1000L + offset;
        }
        assertThat(sum.toLongArray()).isEqualTo(expected);
    }

    @Property(tries = TRIES)
    void transposingThereAndBackIsNothing(@ForAll("shapes") Shape shape, @ForAll long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, shape.rank()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        int[] there = order.stream().mapToInt(Integer::intValue).toArray();
        int[] back = new int[there.length];
        for (int axis = 0; axis < there.length; axis++) {
            back[there[axis]] = axis;
        }
        Tensor x = numbered(shape);
        assertThat(x.transpose(there).transpose(back).toIntArray()).isEqualTo(x.toIntArray());
        assertThat(x.transpose().transpose().toIntArray()).isEqualTo(x.toIntArray());
    }

    @Property(tries = TRIES)
    void aTensorIsTheConcatenationOfItsSlices(
            @ForAll("shapesWithAxes") Shape shape, @ForAll @IntRange(max = 3) int someAxis, @ForAll long seed) {
        int axis = someAxis % shape.rank();
        SplittableRandom random = new SplittableRandom(seed);
        int first = random.nextInt(shape.size(axis) + 1);
        int second = random.nextInt(first, shape.size(axis) + 1);
        Tensor x = numbered(shape);
        Tensor joined = Tensor.concat(
                axis, x.slice(axis, 0, first), x.slice(axis, first, second), x.slice(axis, second, shape.size(axis)));
        assertThat(joined.shape()).isEqualTo(shape);
        assertThat(joined.toIntArray()).isEqualTo(x.toIntArray());
    }

    @Property(tries = TRIES)
    void reducingAxesOneByOneIsReducingThemTogether(@ForAll("shapesWithAxes") Shape shape) {
        Tensor x = numbered(shape);
        Tensor sum = x;
        Tensor largest = x;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            sum = sum.sum(axis);
            largest = largest.max(axis);
        }
        assertThat(sum.item()).isEqualTo(x.sum().item());
        assertThat(largest.item()).isEqualTo(x.max().item()).isEqualTo(shape.elements() - 1);
    }

    @Property(tries = TRIES)
    void aDtypeHoldsWhatItSaysItRoundsTo(@ForAll double value, @ForAll("floating") Dtype dtype) {
        double expected = dtype.round(value);
        assertThat(Tensor.scalar(value, dtype).item()).isEqualTo(expected);
        assertThat(Tensor.of(new double[] {value}, Shape.of(1), dtype).item()).isEqualTo(expected);
        assertThat(Tensor.scalar(value, Dtype.FLOAT64).cast(dtype).item()).isEqualTo(expected);
    }

    @Property(tries = TRIES)
    void theTextOfANumberReadsBackAsTheNumber(@ForAll double value, @ForAll("floating") Dtype dtype) {
        Tensor x = Tensor.scalar(value, dtype);
        String text = x.toString();
        double read = Double.parseDouble(text.substring("Tensor(".length(), text.indexOf(',')));
        assertThat(dtype.round(read)).isEqualTo(x.item());
    }

    @Property(tries = TRIES)
    void argmaxFindsTheMaximum(@ForAll("shapesWithAxes") Shape shape, @ForAll @IntRange(max = 3) int someAxis) {
        int axis = someAxis % shape.rank();
        Tensor x = Tensor.randomNormal(shape);
        Tensor places = Tensor.arange(shape.size(axis)).reshape(alongAxis(shape, axis));
        int[] kept = shape.with(axis, 1).toArray();
        Tensor chosen = places.eq(x.argmax(axis).reshape(kept));
        Tensor found = Tensor.where(chosen, x, Tensor.zeros(shape)).sum(axis);
        assertThat(found.toFloatArray()).isEqualTo(x.max(axis).toFloatArray());
    }

    private static int[] alongAxis(Shape shape, int axis) {
        int[] sizes = new int[shape.rank()];
        Arrays.fill(sizes, 1);
        sizes[axis] = shape.size(axis);
        return sizes;
    }
}
