package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertSame;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.kernel.BFloat16;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CastTest {
    private static final double[] VALUES = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        -2.75,
        3.999,
        1e-8,
        1e-42,
        65504,
        65520,
        -70000,
        2147483647,
        -2147483649.0,
        9.3e18,
        -1e30,
        3e38,
        1e300,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        1 + 0x1p-11 + 0x1p-40
    };

    @ParameterizedTest
    @EnumSource
    void everyDtypeToEveryDtype(Dtype from) {
        Random random = new Random(9);
        for (Dtype to : Dtype.values()) {
            for (int length : new int[] {0, 1, VALUES.length, 1024, 2051}) {
                NdArray in = array(
                        from,
                        Shape.of(length),
                        i -> i < VALUES.length
                                ? VALUES[i]
                                : Math.scalb(random.nextGaussian(), random.nextInt(40) - 10));
                NdArray out = empty(to, in.shape());

                DEVICE.cast(in, out);

                double[] x = values(in);
                double[] y = values(out);
                for (int i = 0; i < length; i++) {
                    assertSame(y[i], expected(x[i], from, to), x[i], from, "to", to);
                }
            }
        }
    }

    private static double expected(double value, Dtype from, Dtype to) {
        if (from == Dtype.INT64 && to == Dtype.INT32) {
            return (int) (long) value;
        }
        return to.isFloating() ? to.round(value) : to.round(value) + 0.0; // an integer zero has no sign
    }

    @Test
    void int64KeepsAllItsBits() {
        long odd = (1L << 60) + 1;
        NdArray in = empty(Dtype.INT64, Shape.of(1));
        NdArray copy = empty(Dtype.INT64, Shape.of(1));
        DEVICE.upload(new long[] {odd}, in);
        DEVICE.cast(in, copy);
        assertThat((long[]) DEVICE.download(copy)).containsExactly(odd);
    }

    @Test
    void int64RoundsOnce() {
        // Just above the middle between two floats, and between two bfloat16s, by less than a double can tell.
        long aboveFloatTie = (1L << 60) + (1L << 36) + 1;
        long aboveBfloat16Tie = (1L << 60) + (1L << 52) + 1;
        NdArray in = empty(Dtype.INT64, Shape.of(2));
        DEVICE.upload(new long[] {aboveFloatTie, aboveBfloat16Tie}, in);
        NdArray floats = empty(Dtype.FLOAT32, Shape.of(2));
        NdArray bfloats = empty(Dtype.BFLOAT16, Shape.of(2));

        DEVICE.cast(in, floats);
        DEVICE.cast(in, bfloats);

        assertThat(values(floats)[0]).isEqualTo(0x1p60 + 0x1p37);
        assertThat(((short[]) DEVICE.download(bfloats))[1]).isEqualTo(BFloat16.fromDouble(0x1p60 + 0x1p53));
    }

    @ParameterizedTest
    @EnumSource
    void fillRoundsAsCastDoes(Dtype dtype) {
        for (double value : VALUES) {
            for (int length : new int[] {0, 1, 2, 3, 1000}) {
                NdArray out = empty(dtype, Shape.of(length));
                DEVICE.fill(value, out);
                for (double element : values(out)) {
                    assertSame(element, expected(value, Dtype.FLOAT64, dtype), dtype);
                }
            }
        }
    }

    @Test
    void arangeIsComputedInDoubleOrLong() {
        NdArray floats = empty(Dtype.FLOAT32, Shape.of(2000));
        DEVICE.arange(0.1, 0.1, floats);
        assertThat(values(floats)[1999]).isEqualTo((float) (0.1 + 1999 * 0.1));

        NdArray halves = empty(Dtype.FLOAT16, Shape.of(3));
        DEVICE.arange(2047, 1, halves);
        assertThat(values(halves)).containsExactly(2047, 2048, 2048);

        NdArray longs = empty(Dtype.INT64, Shape.of(3000));
        DEVICE.arange(0, 1L << 50, longs);
        assertThat(((long[]) DEVICE.download(longs))[2999]).isEqualTo(2999L << 50);

        NdArray ints = empty(Dtype.INT32, Shape.of(4));
        DEVICE.arange(5, -2, ints);
        assertThat(values(ints)).containsExactly(5, 3, 1, -1);
    }
}
