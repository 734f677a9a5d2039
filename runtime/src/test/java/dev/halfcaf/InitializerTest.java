package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class InitializerTest {
    private static final Shape SHAPE = Shape.of(300, 200);

    private static double[] draw(Initializer initializer, Shape shape) {
        return initializer.initialValues(shape, new SeededRandom(7));
    }

    private static double deviation(double[] values) {
        return Math.sqrt(DoubleStream.of(values).map(v -> v * v).average().orElseThrow());
    }

    @Test
    void constants() {
        assertThat(draw(Initializer.zeros(), Shape.of(2))).containsExactly(0, 0);
        assertThat(draw(Initializer.ones(), Shape.of(2))).containsExactly(1, 1);
        assertThat(draw(Initializer.constant(0.25), Shape.scalar())).containsExactly(0.25);
    }

    @Test
    void uniformLimitsFollowTheFans() {
        double glorot = Math.sqrt(6.0 / 500);
        double he = Math.sqrt(6.0 / 300);
        assertThat(DoubleStream.of(draw(Initializer.glorotUniform(), SHAPE))
                        .max()
                        .orElseThrow())
                .isBetween(glorot * 0.999, glorot);
        assertThat(DoubleStream.of(draw(Initializer.heUniform(), SHAPE)).min().orElseThrow())
                .isBetween(-he, -he * 0.999);
    }

    @Test
    void normalDeviationsFollowTheFans() {
        assertThat(deviation(draw(Initializer.glorotNormal(), SHAPE)) / Math.sqrt(2.0 / 500))
                .isBetween(0.98, 1.02);
        assertThat(deviation(draw(Initializer.heNormal(), SHAPE)) / Math.sqrt(2.0 / 300))
                .isBetween(0.98, 1.02);
        assertThat(deviation(draw(Initializer.randomNormal(0.1), SHAPE))).isBetween(0.098, 0.102);
    }

    @Test
    void aTruncatedNormalStaysWithinTwoDeviations() {
        assertThat(DoubleStream.of(draw(Initializer.truncatedNormal(0.1), SHAPE))
                        .map(Math::abs)
                        .max()
                        .orElseThrow())
                .isLessThanOrEqualTo(0.2);
    }

    @Test
    void moreAxesMultiplyBothFans() {
        // 3 x 3 x 16 inputs and 3 x 3 x 32 outputs.
        double limit = Math.sqrt(6.0 / (9 * 16 + 9 * 32));
        assertThat(DoubleStream.of(draw(Initializer.glorotUniform(), Shape.of(3, 3, 16, 32)))
                        .max()
                        .orElseThrow())
                .isBetween(limit * 0.99, limit);
    }
}
