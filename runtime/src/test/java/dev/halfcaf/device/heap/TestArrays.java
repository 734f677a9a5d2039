package dev.halfcaf.device.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.kernel.BFloat16;
import dev.halfcaf.kernel.Float16;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/** Arrays of the heap device made from doubles, and read back as doubles. */
final class TestArrays {
    static final HeapDevice DEVICE = HeapDevice.instance();
    static final List<Dtype> FLOATING = List.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64);
    static final List<Dtype> INTEGRAL = List.of(Dtype.INT32, Dtype.INT64);

    private TestArrays() {}

    /** Every floating dtype for each of {@code count} arrays, in all combinations. */
    static List<Dtype[]> floatingCombinations(int count) {
        List<Dtype[]> combinations = new ArrayList<>();
        int dtypes = FLOATING.size();
        for (int number = 0; number < Math.pow(dtypes, count); number++) {
            Dtype[] combination = new Dtype[count];
            for (int i = 0, rest = number; i < count; i++, rest /= dtypes) {
                combination[i] = FLOATING.get(rest % dtypes);
            }
            combinations.add(combination);
        }
        return combinations;
    }

    /** What an op on these dtypes computes in. */
    static Dtype computed(Dtype... dtypes) {
        return List.of(dtypes).contains(Dtype.FLOAT64) ? Dtype.FLOAT64 : Dtype.FLOAT32;
    }

    /** An array full of rubbish, so that an element that an op leaves out shows. */
    static NdArray empty(Dtype dtype, Shape shape) {
        return array(dtype, shape, i -> 77);
    }

    static NdArray array(Dtype dtype, Shape shape, double... values) {
        return array(dtype, shape, i -> values[i]);
    }

    static NdArray array(Dtype dtype, Shape shape, IntToDoubleFunction values) {
        NdArray array = new NdArray(DEVICE.allocate(dtype, shape.elements()), shape);
        int elements = shape.elements();
        Object javaArray = HeapStorage.newArray(dtype, elements);
        for (int i = 0; i < elements; i++) {
            double value = values.applyAsDouble(i);
            switch (dtype) {
                case FLOAT16 -> ((short[]) javaArray)[i] = Float16.fromDouble(value);
                case BFLOAT16 -> ((short[]) javaArray)[i] = BFloat16.fromDouble(value);
                case FLOAT32 -> ((float[]) javaArray)[i] = (float) value;
                case FLOAT64 -> ((double[]) javaArray)[i] = value;
                case INT32 -> ((int[]) javaArray)[i] = (int) value;
                case INT64 -> ((long[]) javaArray)[i] = (long) value;
                case BOOL -> ((boolean[]) javaArray)[i] = value != 0;
            }
        }
        DEVICE.upload(javaArray, array);
        return array;
    }

    /** Normally distributed for a floating dtype, from -8 to 8 for an integer one. */
    static NdArray random(Dtype dtype, Shape shape, long seed) {
        Random random = new Random(seed);
        return array(dtype, shape, i -> switch (dtype) {
            case FLOAT16, BFLOAT16, FLOAT32, FLOAT64 -> random.nextGaussian();
            case INT32, INT64 -> random.nextInt(17) - 8;
            case BOOL -> random.nextInt(2);
        });
    }

    static double[] values(NdArray array) {
        Object javaArray = DEVICE.download(array);
        double[] values = new double[array.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (array.dtype()) {
                case FLOAT16 -> Float16.toDouble(((short[]) javaArray)[i]);
                case BFLOAT16 -> BFloat16.toDouble(((short[]) javaArray)[i]);
                case FLOAT32 -> ((float[]) javaArray)[i];
                case FLOAT64 -> ((double[]) javaArray)[i];
                case INT32 -> ((int[]) javaArray)[i];
                case INT64 -> ((long[]) javaArray)[i];
                case BOOL -> ((boolean[]) javaArray)[i] ? 1 : 0;
            };
        }
        return values;
    }

    /** The distance between neighbours of a floating dtype at this magnitude: the unit in the last place. */
    static double ulp(Dtype dtype, double value) {
        return switch (dtype) {
            case FLOAT64 -> Math.ulp(value);
            case FLOAT16, BFLOAT16, FLOAT32 ->
                Math.max(dtype.smallestSubnormal(), Math.scalb(dtype.epsilon(), Math.getExponent(value)));
            case INT32, INT64, BOOL -> throw new IllegalArgumentException(dtype.toString());
        };
    }

    /**
     * Fails unless {@code actual} is within {@code bound} of {@code exact}, or both are the same infinity or NaN. Where
     * the exact value rounds to an infinity, that is what is wanted.
     */
    static void assertWithin(double bound, double actual, double exact, Dtype dtype, Object... description) {
        boolean fine = Double.isNaN(exact)
                ? Double.isNaN(actual)
                : Double.isInfinite(actual) || Double.isInfinite(dtype.round(exact))
                        ? actual == dtype.round(exact)
                        : Math.abs(actual - exact) <= bound;
        if (!fine) {
            throw new AssertionError(description(description) + ": " + actual + " in place of " + exact + " (off by "
                    + Math.abs(actual - exact) + ", allowed " + bound + ")");
        }
    }

    /** Fails unless both are the same number, or both NaN; zeros must agree in sign. */
    static void assertSame(double actual, double expected, Object... description) {
        if (Double.compare(actual, expected) != 0) {
            throw new AssertionError(description(description) + ": " + actual + " in place of " + expected);
        }
    }

    /**
     * Fails unless both have the same numbers, any NaN counting as the same; zeros must agree in sign. Only where the
     * arrays differ are they compared number by number.
     */
    static void assertSameNumbers(NdArray actual, NdArray expected) {
        if (!Objects.deepEquals(DEVICE.download(actual), DEVICE.download(expected))) {
            assertThat(values(actual)).containsExactly(values(expected));
        }
    }

    private static String description(Object[] parts) {
        return Arrays.stream(parts).map(String::valueOf).collect(Collectors.joining(" "));
    }
}
