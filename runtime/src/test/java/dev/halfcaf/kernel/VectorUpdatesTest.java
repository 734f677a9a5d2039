package dev.halfcaf.kernel;

import static dev.halfcaf.kernel.BothSets.MOST;
import static dev.halfcaf.kernel.BothSets.PLAIN;
import static dev.halfcaf.kernel.BothSets.VECTOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.SgdStep;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sets give the same bits for every update; a NaN is a NaN, whatever its bits. */
class VectorUpdatesTest {
    private static final int STRETCH = 4099;

    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({"0,0,1,false", "0.01,0,0.5,false", "0,0.9,0.25,false", "1e-4,0.9,3,true"})
    void sgd(double weightDecay, double momentum, double factor, boolean nesterov) {
        SgdStep step = new SgdStep(0.1, momentum, nesterov, weightDecay, factor);
        for (int count = 0; count <= MOST; count++) {
            checkSgd(step, 3, count);
        }
        for (int round = 0; round < 50; round++) {
            checkSgd(step, 0, STRETCH);
        }
    }

    private void checkSgd(SgdStep step, int from, int count) {
        float[] gradient = BothSets.floats(from + count, random);
        float[] velocity = step.momentum() == 0 ? null : BothSets.floats(from + count, random);
        float[] variable = BothSets.floats(2 + count + 3, random);
        float[] velocityThere = velocity == null ? null : velocity.clone();
        float[] variableThere = variable.clone();
        PLAIN.sgd(step, gradient, velocity, from, variable, 2, count);
        VECTOR.sgd(step, gradient, velocityThere, from, variableThere, 2, count);
        assertThat(bits(variableThere)).isEqualTo(bits(variable));
        if (velocity != null) {
            assertThat(bits(velocityThere)).isEqualTo(bits(velocity));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "0.01,3,0.5", "1e-4,1000,0.0009765625"})
    void adam(double weightDecay, int number, double factor) {
        AdamStep step = AdamStep.of(1e-3, 0.9, 0.999, 1e-8, weightDecay, number, factor);
        for (int count = 0; count <= MOST; count++) {
            checkAdam(step, 3, count);
        }
        for (int round = 0; round < 50; round++) {
            checkAdam(step, 0, STRETCH);
        }
    }

    private void checkAdam(AdamStep step, int from, int count) {
        float[] gradient = BothSets.floats(from + count, random);
        float[] first = BothSets.floats(from + count, random);
        float[] second = BothSets.floats(from + count, random);
        float[] variable = BothSets.floats(2 + count + 3, random);
        float[] firstThere = first.clone();
        float[] secondThere = second.clone();
        float[] variableThere = variable.clone();
        PLAIN.adam(step, gradient, first, second, from, variable, 2, count);
        VECTOR.adam(step, gradient, firstThere, secondThere, from, variableThere, 2, count);
        assertThat(bits(firstThere)).isEqualTo(bits(first));
        assertThat(bits(secondThere)).isEqualTo(bits(second));
        assertThat(bits(variableThere)).isEqualTo(bits(variable));
    }

    /** One number that is not finite, or becomes so, at each place of each count. */
    @Test
    void findsWhatIsNotFinite() {
        for (int count = 0; count <= MOST; count++) {
            float[] in = new float[2 + count];
            assertThat(VECTOR.isFinite(in, 2, count, 8)).isTrue();
            for (int i = 2; i < in.length; i++) {
                for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE / 4}) {
                    in[i] = bad;
                    assertThat(VECTOR.isFinite(in, 2, count, 8)).isFalse();
                }
                in[i] = Float.MAX_VALUE / 16;
                assertThat(VECTOR.isFinite(in, 2, count, 8)).isTrue();
            }
        }
    }

    private static int[] bits(float[] floats) {
        int[] bits = new int[floats.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToIntBits(floats[i]);
        }
        return bits;
    }
}
