package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.device.ReductionOp;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of summation that Kernels.reduce defines, bit for bit. */
class PlainReductionsTest {
    private final Kernels kernels = new PlainKernels();

    @Test
    void sumsHaveEightLanes() {
        Random random = new Random(2);
        for (int count = 0; count < 70; count++) {
            int from = random.nextInt(5);
            double[] in = random.doubles(from + count + 3).map(x -> x - 0.5).toArray();
            double[] lanes = new double[8];
            for (int i = 0; i < count; i++) {
                lanes[i % 8] += in[from + i];
            }
            double expected =
                    ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
            assertThat(kernels.reduce(ReductionOp.SUM, in, from, count)).isEqualTo(expected);
        }
    }

    @Test
    void nothingIsTheIdentity() {
        double[] none = {};
        assertThat(kernels.reduce(ReductionOp.SUM, none, 0, 0)).isZero();
        assertThat(kernels.reduce(ReductionOp.PROD, none, 0, 0)).isOne();
        assertThat(kernels.reduce(ReductionOp.MAX, none, 0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(kernels.reduce(ReductionOp.MIN, none, 0, 0)).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
