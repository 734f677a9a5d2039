package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.FLOATING;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertSameNumbers;
import static dev.halfcaf.device.heap.TestArrays.assertWithin;
import static dev.halfcaf.device.heap.TestArrays.random;
import static dev.halfcaf.device.heap.TestArrays.ulp;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.AdamStep;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.SgdStep;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Optimizer steps against the published formulas, evaluated in float64 from the state that the device had before the
 * step.
 */
class UpdatesTest {
    private static final int STEPS = 6;
    private static final int[] LENGTHS = {0, 1, 1025};

    private static final List<SgdStep> SGD_STEPS = List.of(
            new SgdStep(0.1, 0, false, 0, 1),
            new SgdStep(0.1, 0, false, 0.01, 1),
            new SgdStep(0.01, 0.9, false, 0, 0.25),
            new SgdStep(0.01, 0.9, true, 1e-4, 0x1p-15));

    @Test
    void sgdFollowsItsFormula() {
        for (Dtype dtype : FLOATING) {
            for (SgdStep step : SGD_STEPS) {
                for (int length : LENGTHS) {
                    checkSgd(dtype, step, length);
                }
            }
        }
    }

    private static void checkSgd(Dtype dtype, SgdStep step, int length) {
        Dtype computed = dtype.atLeastFloat32();
        NdArray variable = random(dtype, Shape.of(length), 1);
        @Nullable NdArray velocity = step.momentum() == 0 ? null : array(computed, Shape.of(length), i -> 0);
        for (int t = 1; t <= STEPS; t++) {
            NdArray gradient = random(computed, Shape.of(length), t);
            double[] g = times(step.gradientFactor(), values(gradient));
            double[] p = values(variable);
            double[] v = velocity == null ? new double[length] : values(velocity);

            DEVICE.sgd(step, gradient, variable, velocity, null);

            double[] newP = values(variable);
            double[] newV = velocity == null ? new double[length] : values(velocity);
            for (int i = 0; i < length; i++) {
                double direction = g[i] + step.weightDecay() * p[i];
                // Four roundings at most, each of a number no larger than these magnitudes together.
                double magnitude = Math.abs(g[i]) + Math.abs(p[i]) + Math.abs(v[i]);
                double bound = 2 * computed.epsilon() * magnitude;
                if (velocity != null) {
                    double expectedV = step.momentum() * v[i] + direction;
                    assertWithin(bound, newV[i], expectedV, computed, step, "velocity", dtype);
                    direction = step.nesterov() ? direction + step.momentum() * expectedV : expectedV;
                }
                double expectedP = p[i] - step.learningRate() * direction;
                bound = 2 * step.learningRate() * bound + 0.51 * ulp(computed, expectedP);
                assertWithin(bound + rounding(dtype, expectedP), newP[i], expectedP, dtype, step, dtype);
            }
        }
    }

    private static double[] times(double factor, double[] values) {
        return Arrays.stream(values).map(value -> factor * value).toArray();
    }

    private static final List<AdamStep> ADAM_STEPS =
            List.of(AdamStep.of(1e-3, 0.9, 0.999, 1e-8, 0, 1, 1), AdamStep.of(0.1, 0.8, 0.99, 1e-6, 0.01, 1, 0x1p-15));

    @Test
    void adamFollowsItsFormula() {
        for (Dtype dtype : FLOATING) {
            for (AdamStep first : ADAM_STEPS) {
                for (int length : LENGTHS) {
                    checkAdam(dtype, first, length);
                }
            }
        }
    }

    private static void checkAdam(Dtype dtype, AdamStep first, int length) {
        Dtype computed = dtype.atLeastFloat32();
        NdArray variable = random(dtype, Shape.of(length), 1);
        NdArray firstMoment = array(computed, Shape.of(length), i -> 0);
        NdArray secondMoment = array(computed, Shape.of(length), i -> 0);
        for (int t = 1; t <= STEPS; t++) {
            int update = t;
            AdamStep step = AdamStep.of(
                    first.learningRate(),
                    first.beta1(),
                    first.beta2(),
                    first.epsilon(),
                    first.weightDecay(),
                    t,
                    first.gradientFactor());
            // Gradients as small as loss scaling rescues, and some that are zero.
            NdArray gradient = array(
                    computed,
                    Shape.of(length),
                    i -> Math.sin((double) i + update)
                            * Math.scalb(1.0, -(i % 24))
                            * (i % 7 == 3 ? 0 : 1)
                            / first.gradientFactor());
            double[] g = times(first.gradientFactor(), values(gradient));
            double[] p = values(variable);
            double[] m = values(firstMoment);
            double[] v = values(secondMoment);

            DEVICE.adam(step, gradient, variable, firstMoment, secondMoment, null);

            double[] newP = values(variable);
            double[] newM = values(firstMoment);
            double[] newV = values(secondMoment);
            for (int i = 0; i < length; i++) {
                double expectedM = step.beta1() * m[i] + (1 - step.beta1()) * g[i];
                double expectedV = step.beta2() * v[i] + (1 - step.beta2()) * g[i] * g[i];
                double magnitude = step.beta1() * Math.abs(m[i]) + (1 - step.beta1()) * Math.abs(g[i]);
                double moments = 2 * computed.epsilon();
                assertWithin(moments * magnitude, newM[i], expectedM, computed, step, "m", dtype);
                assertWithin(moments * expectedV + Float.MIN_VALUE, newV[i], expectedV, computed, step, "v", dtype);

                double decayed = p[i] - step.learningRate() * step.weightDecay() * p[i];
                double size = step.learningRate()
                        / (1 - Math.pow(step.beta1(), t))
                        / (Math.sqrt(expectedV / (1 - Math.pow(step.beta2(), t))) + step.epsilon());
                double expectedP = decayed - size * expectedM;
                double bound = 8 * computed.epsilon() * size * magnitude + computed.epsilon() * Math.abs(p[i]);
                assertWithin(bound + rounding(dtype, expectedP), newP[i], expectedP, dtype, step, dtype);
            }
        }
    }

    /** What storing a half variable costs: half an ulp. The wider dtypes' rounding is in the other bounds. */
    private static double rounding(Dtype dtype, double value) {
        return dtype.isHalf() ? 0.5 * ulp(dtype, value) : 0;
    }

    @Test
    void adamsFirstStepHasTheSizeOfTheLearningRate() {
        // Whatever the gradient's size: m / (1 - beta1) = g and v / (1 - beta2) = g^2.
        NdArray variable = array(Dtype.FLOAT32, Shape.of(3), 1, 1, 1);
        NdArray gradient = array(Dtype.FLOAT32, Shape.of(3), 100, -1e-3, 0);
        NdArray m = array(Dtype.FLOAT32, Shape.of(3), 0, 0, 0);
        NdArray v = array(Dtype.FLOAT32, Shape.of(3), 0, 0, 0);
        DEVICE.adam(AdamStep.of(0.5, 0.9, 0.999, 1e-8, 0, 1, 1), gradient, variable, m, v, null);
        assertThat((float[]) DEVICE.download(variable))
                .usingElementComparator(UpdatesTest::nearly)
                .containsExactly(0.5f, 1.5f, 1f);
    }

    private static int nearly(float a, float b) {
        return Math.abs(a - b) < 1e-5f ? 0 : Float.compare(a, b);
    }

    @Test
    void aHalfVariableIsRoundedWhenItIsStoredOnly() {
        // The step of 2^-12 is half the gap at 1: lost if it were rounded before, and to even when it is stored.
        for (double learningRate : new double[] {0x1p-12, 0x1p-11, 0x1.8p-11}) {
            NdArray variable = array(Dtype.FLOAT16, Shape.of(1), 1);
            NdArray gradient = array(Dtype.FLOAT32, Shape.of(1), 1);
            DEVICE.sgd(new SgdStep(learningRate, 0, false, 0, 1), gradient, variable, null, null);
            assertThat(values(variable)[0]).isEqualTo(Dtype.FLOAT16.round(1 - learningRate));
        }
    }

    @Test
    void finiteOrNot() {
        for (Dtype dtype : Dtype.values()) {
            for (int length : LENGTHS) {
                assertThat(DEVICE.isFinite(random(dtype, Shape.of(length), 2))).isTrue();
            }
        }
        for (Dtype dtype : FLOATING) {
            for (int length : new int[] {1, 9, 1025, 2500}) {
                assertThat(DEVICE.isFinite(array(dtype, Shape.of(length), i -> dtype.max() * (i % 2 == 0 ? 1 : -1))))
                        .isTrue();
                for (int bad : new int[] {0, length / 2, length - 1}) {
                    for (double value :
                            new double[] {Double.NaN, -Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY
                            }) {
                        assertThat(DEVICE.isFinite(array(dtype, Shape.of(length), i -> i == bad ? value : i)))
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void theFactorIsLookedAtInTheProductAndNothingIsWritten() {
        for (Dtype dtype : FLOATING) {
            Dtype computed = dtype.atLeastFloat32();
            for (int length : new int[] {0, 1, 1025}) {
                NdArray gradient = random(dtype, Shape.of(length), 2);
                double[] before = values(gradient);
                assertThat(DEVICE.isFinite(gradient, 0x1p-15)).isTrue();
                assertThat(values(gradient)).containsExactly(before);
            }
            NdArray largest = array(computed, Shape.of(2000), i -> i == 1999 ? computed.max() : 1);
            assertThat(DEVICE.isFinite(largest, 1)).isTrue();
            assertThat(DEVICE.isFinite(largest, 1.5)).isFalse();
            for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertThat(DEVICE.isFinite(array(dtype, Shape.of(2), 1, bad), 0x1p-15))
                        .isFalse();
            }
        }
    }

    @FunctionalInterface
    private interface Update {
        void run(double factor, NdArray gradient, NdArray variable, List<NdArray> slots, @Nullable NdArray copy);
    }

    private static final List<Update> UPDATES = List.of(
            (factor, g, p, slots, copy) -> DEVICE.sgd(new SgdStep(0.1, 0, false, 0.01, factor), g, p, null, copy),
            (factor, g, p, slots, copy) ->
                    DEVICE.sgd(new SgdStep(0.1, 0.9, true, 1e-4, factor), g, p, slots.get(0), copy),
            (factor, g, p, slots, copy) -> DEVICE.adam(
                    AdamStep.of(1e-2, 0.9, 0.999, 1e-8, 0.01, 3, factor), g, p, slots.get(0), slots.get(1), copy));

    /** Longer than the stretch after which a copy is written. */
    private static final int[] LONG = {0, 1, 1025, 20_000};

    @Test
    void thePassWithFactorAndCopyHasTheBitsOfThreePasses() {
        for (Update update : UPDATES) {
            for (Dtype dtype : FLOATING) {
                for (int length : LONG) {
                    Before before = Before.of(dtype, length);
                    // 0.3 is no power of two: the product is rounded.
                    for (double factor : new double[] {1, 0x1p-15, 0.3}) {
                        checkFused(update, before, factor);
                    }
                }
            }
        }
    }

    /** What an update starts from. */
    private record Before(NdArray gradient, NdArray variable, NdArray first, NdArray second) {
        static Before of(Dtype dtype, int length) {
            Dtype computed = dtype.atLeastFloat32();
            Shape shape = Shape.of(length);
            return new Before(
                    random(computed, shape, 1),
                    random(dtype, shape, 2),
                    random(computed, shape, 3),
                    array(computed, shape, i -> 1e-3 * (i % 5)));
        }

        /** The variable, then the slots, in copies that an update may write. */
        List<NdArray> written() {
            return Stream.of(variable, first, second).map(Before::copy).toList();
        }

        private static NdArray copy(NdArray array) {
            NdArray copy = new NdArray(DEVICE.allocate(array.dtype(), array.elements()), array.shape());
            DEVICE.upload(DEVICE.download(array), copy);
            return copy;
        }
    }

    private static void checkFused(Update update, Before before, double factor) {
        Shape shape = before.gradient().shape();
        Dtype computed = before.gradient().dtype();
        NdArray scaled = array(computed, shape, i -> 0);
        DEVICE.binary(BinaryOp.MUL, before.gradient(), array(computed, Shape.scalar(), factor), scaled);
        List<NdArray> apart = before.written();
        update.run(1, scaled, apart.get(0), apart.subList(1, 3), null);
        for (Dtype copyDtype : FLOATING) {
            NdArray cast = array(copyDtype, shape, i -> 0);
            DEVICE.cast(apart.get(0), cast);

            List<NdArray> fused = before.written();
            NdArray copy = array(copyDtype, shape, i -> 7);
            update.run(factor, before.gradient(), fused.get(0), fused.subList(1, 3), copy);

            assertSameNumbers(copy, cast);
            for (int i = 0; i < fused.size(); i++) {
                assertSameNumbers(fused.get(i), apart.get(i));
            }
        }
    }
}
