package dev.halfcaf.kernel;

import static dev.halfcaf.kernel.BothSets.MOST;
import static dev.halfcaf.kernel.BothSets.PLAIN;
import static dev.halfcaf.kernel.BothSets.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.device.ReductionOp;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sets give the same bits for every reduction and softmax; a NaN is a NaN, whatever its bits. */
class VectorReductionsTest {
    private static final int STRETCH = 4099;

    private final Random random = new Random(12);

    @ParameterizedTest
    @EnumSource
    void reductions(ReductionOp op) {
        for (int round = 0; round < 20; round++) {
            for (int count = 0; count <= 2 * MOST; count++) {
                checkReduction(op, numbers(3 + count, round), 3, count);
            }
            checkReduction(op, numbers(STRETCH, round), 0, STRETCH);
        }
    }

    private static void checkReduction(ReductionOp op, double[] in, int from, int count) {
        double plain = PLAIN.reduce(op, in, from, count);
        assertThat(Double.doubleToLongBits(VECTOR.reduce(op, in, from, count)))
                .as("%s of %d: %s", op, count, plain)
                .isEqualTo(Double.doubleToLongBits(plain));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void softmax(boolean logarithm) {
        for (int round = 0; round < 20; round++) {
            for (int count = 0; count <= 2 * MOST; count++) {
                checkSoftmax(logarithm, numbers(3 + count, round), 3, count);
            }
            checkSoftmax(logarithm, numbers(STRETCH, round), 0, STRETCH);
        }
    }

    private static void checkSoftmax(boolean logarithm, double[] in, int from, int count) {
        double[] plain = new double[count + 5];
        double[] vector = new double[count + 5];
        PLAIN.softmax(logarithm, in, from, plain, 2, count);
        VECTOR.softmax(logarithm, in, from, vector, 2, count);
        assertThat(bits(vector)).isEqualTo(bits(plain));
    }

    /** Ordinary numbers in most rounds, else any bits at all. */
    private double[] numbers(int count, int round) {
        if (round % 4 == 0) {
            return BothSets.doubles(count, random);
        }
        return random.doubles(count, -30, 30).toArray();
    }

    private static long[] bits(double[] doubles) {
        long[] bits = new long[doubles.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToLongBits(doubles[i]);
        }
        return bits;
    }
}
