package dev.halfcaf.kernel;

import static dev.halfcaf.kernel.BothSets.MOST;
import static dev.halfcaf.kernel.BothSets.PLAIN;
import static dev.halfcaf.kernel.BothSets.VECTOR;

import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.UnaryOp;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both sets give the same bits for every function; a NaN is a NaN, whatever its bits. */
class VectorElementwiseTest {
    private static final int STRETCH = 4099;

    @ParameterizedTest
    @EnumSource(names = "LOGICAL_NOT", mode = EnumSource.Mode.EXCLUDE)
    void functionsOfOne(UnaryOp op) {
        Random random = new Random(5);
        for (int count = 0; count <= MOST; count++) {
            check(op, BothSets.floats(7 + count, random), 7, random.nextInt(20), count);
        }
        float[] in = new float[STRETCH];
        for (int round = 0; round < 400; round++) {
            check(op, BothSets.floats(STRETCH, random), 0, 0, STRETCH);
            // All numbers near 1 and near the ends of exp's range, in steps.
            for (int i = 0; i < STRETCH; i++) {
                in[i] = (i - STRETCH / 2 + round / 400f) * 0.06f;
            }
            check(op, in, 0, 0, STRETCH);
        }
    }

    private static void check(UnaryOp op, float[] in, int inFrom, int outFrom, int count) {
        float[] plain = new float[outFrom + count + 3];
        float[] vector = new float[outFrom + count + 3];
        PLAIN.unary(op, in, inFrom, plain, outFrom, count);
        VECTOR.unary(op, in, inFrom, vector, outFrom, count);
        for (int i = 0; i < plain.length; i++) {
            if (Float.floatToIntBits(vector[i]) != Float.floatToIntBits(plain[i])) {
                throw new AssertionError(
                        op + " of " + in[inFrom + i - outFrom] + " became " + vector[i] + ", not " + plain[i]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"LOGICAL_AND", "LOGICAL_OR"},
            mode = EnumSource.Mode.EXCLUDE)
    void functionsOfTwo(BinaryOp op) {
        Random random = new Random(6);
        for (int count = 0; count <= MOST; count++) {
            check(
                    op,
                    BothSets.floats(7 + count, random),
                    7,
                    BothSets.floats(3 + count, random),
                    3,
                    random.nextInt(20),
                    count);
        }
        for (int round = 0; round < 400; round++) {
            float[] a = BothSets.floats(STRETCH, random);
            float[] b = BothSets.floats(STRETCH, random);
            for (int i = 0; i < STRETCH; i += 3) {
                b[i] = random.nextInt(12) - 6; // whole numbers, for powers
            }
            check(op, a, 0, b, 0, 0, STRETCH);
        }
    }

    private static void check(BinaryOp op, float[] a, int aFrom, float[] b, int bFrom, int outFrom, int count) {
        float[] plain = new float[outFrom + count + 3];
        float[] vector = new float[outFrom + count + 3];
        PLAIN.binary(op, a, aFrom, b, bFrom, plain, outFrom, count);
        VECTOR.binary(op, a, aFrom, b, bFrom, vector, outFrom, count);
        for (int i = 0; i < plain.length; i++) {
            if (Float.floatToIntBits(vector[i]) != Float.floatToIntBits(plain[i])) {
                throw new AssertionError(op + " of " + a[aFrom + i - outFrom] + " and " + b[bFrom + i - outFrom]
                        + " became " + vector[i] + ", not " + plain[i]);
            }
        }
    }
}
