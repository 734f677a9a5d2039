package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every op: against differences in float64, and in every other dtype against float64's. */
final class GradientTest {
    private static final double DIFFERENCES_ARE_EXACT_TO = 1e-7;
    /** In units of the dtype's epsilon times the largest gradient of the same input. */
    private static final double ROUNDING_BOUND = 2;

    static Stream<OpCase> cases() {
        return OpCase.all();
    }

    static Stream<Arguments> casesInOtherDtypes() {
        return Stream.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32)
                .flatMap(dtype -> OpCase.all().map(opCase -> Arguments.of(dtype, opCase)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheDerivative(OpCase opCase) {
        assertGradientsMatchDifferences(opCase.function(), opCase.inputs(Dtype.FLOAT64));
    }

    @ParameterizedTest
    @MethodSource("casesInOtherDtypes")
    void isThatOfFloat64WithinRounding(Dtype dtype, OpCase opCase) {
        Tensor[] inputs = opCase.inputs(dtype);
        Tensor[] inFloat64 = Stream.of(inputs).map(x -> x.cast(Dtype.FLOAT64)).toArray(Tensor[]::new);
        List<double @Nullable []> rounded = Differentiation.recorded(opCase.function(), inputs);
        List<double @Nullable []> exact = Differentiation.recorded(opCase.function(), inFloat64);

        for (int i = 0; i < inputs.length; i++) {
            double largest = DoubleStream.of(exact.get(i)).map(Math::abs).max().orElse(0);
            double bound = ROUNDING_BOUND * dtype.epsilon() * Math.max(largest, 1);
            assertThat(rounded.get(i)).as("input %d", i).containsExactly(exact.get(i), within(bound));
        }
    }

    @Test
    void ofProdIsExactAtZeros() {
        Tensor rows = Tensor.of(new double[] {2, 3, 4, 2, 0, 4, 0, 3, 0}, Shape.of(3, 3));
        assertGradientsMatchDifferences(x -> x[0].prod(1), rows);
    }

    @Test
    void ofPowerZeroIsZeroEvenAtZero() {
        Tensor x = Tensor.of(new double[] {0, 2}, Shape.of(2));
        assertThat(Differentiation.recorded(in -> in[0].pow(0), x).get(0)).isNull();
        assertThat(Differentiation.recorded(in -> in[0].pow(1), x).get(0)).doesNotContain(Double.NaN);
    }

    @Test
    void ofMaxAndMinIsSharedEvenlyAmongTies() {
        Tensor x = Tensor.of(new double[] {1, 5, 5, 2, 5}, Shape.of(5));
        assertThat(scalarGradient(in -> in[0].max(), x)).containsExactly(0, 1 / 3.0, 1 / 3.0, 0, 1 / 3.0);
        assertThat(scalarGradient(in -> in[0].neg().min(), x)).containsExactly(0, -1 / 3.0, -1 / 3.0, 0, -1 / 3.0);
    }

    @Test
    void ofMaximumAndMinimumIsHalvedAtATie() {
        Tensor a = Tensor.of(new double[] {1, 2, 3}, Shape.of(3));
        Tensor b = Tensor.of(new double[] {2, 2, 2}, Shape.of(3));
        assertThat(scalarGradient(in -> in[0].maximum(in[1]).sum(), a, b)).containsExactly(0, 0.5, 1);
        assertThat(scalarGradient(in -> in[0].minimum(in[1]).sum(), a, b)).containsExactly(1, 0.5, 0);
    }

    @Test
    void atAKinkIsThatOfPyTorch() {
        Tensor x = Tensor.of(new double[] {0, -0.0}, Shape.of(2));
        assertThat(scalarGradient(in -> in[0].relu().sum(), x)).containsExactly(0, 0);
        assertThat(scalarGradient(in -> in[0].abs().sum(), x)).containsExactly(0, 0);
        assertThat(scalarGradient(in -> in[0].clip(0, 1).sum(), x)).containsExactly(1, 1);
    }

    @Test
    void ofClipIsZeroOutside() {
        Tensor x = Tensor.of(new double[] {-3, -1, 0, 1, 3}, Shape.of(5));
        assertThat(scalarGradient(in -> in[0].clip(-1, 1).sum(), x)).containsExactly(0, 1, 1, 1, 0);
    }

    @Test
    void ofSqrtAtZeroIsInfinite() {
        assertThat(scalarGradient(in -> in[0].sqrt().sum(), Tensor.zeros(Shape.of(1), Dtype.FLOAT64)))
                .containsExactly(Double.POSITIVE_INFINITY);
    }

    @Test
    void ofADivisorStaysInRangeWhereItsSquareDoesNot() {
        Tensor x = Tensor.of(new float[] {3e20f}, Shape.of(1));
        Tensor y = Tensor.of(new float[] {1e25f}, Shape.of(1));
        double[] gradient = scalarGradient(in -> y.div(in[0]).sum(), x);
        assertThat(gradient[0]).isCloseTo(-1e25 / 3e20 / 3e20, within(1e-22));
    }

    @Test
    void doesNotFlowThroughDetach() {
        Tensor x = Tensor.of(new double[] {3}, Shape.of(1));
        assertThat(scalarGradient(in -> in[0].mul(in[0].detach()).sum(), x)).containsExactly(3);
    }

    @Test
    void doesNotFlowThroughComparisonsAndIndices() {
        Tensor x = Tensor.of(new double[] {3, 4}, Shape.of(2));
        assertThat(scalarGradient(
                        in -> in[0].mul(in[0].gt(3).cast(Dtype.FLOAT64)).sum(), x))
                .containsExactly(0, 1);
        assertThat(scalarGradient(in -> in[0].gather(in[0].argmax(0)).sum(), x)).containsExactly(0, 1);
        assertThat(scalarGradient(
                        in -> in[0].mul(in[0].cast(Dtype.INT32).cast(Dtype.FLOAT64))
                                .sum(),
                        x))
                .containsExactly(3, 4);
    }

    @Test
    void ofACastIsCastBack() {
        Tensor x = Tensor.of(new double[] {1, 2}, Shape.of(2));
        double third = Dtype.FLOAT16.round(1 / 3.0);
        assertThat(scalarGradient(
                        in -> in[0].cast(Dtype.FLOAT16)
                                .mul(1 / 3.0)
                                .cast(Dtype.FLOAT32)
                                .sum(),
                        x))
                .containsExactly(third, third);
    }

    @Test
    void isNaNWhereTheMaximumIs() {
        Tensor x = Tensor.of(new double[] {1, Double.NaN}, Shape.of(2));
        assertThat(scalarGradient(in -> in[0].max(), x)).containsOnly(Double.NaN);
    }

    private static double[] scalarGradient(Function<Tensor[], Tensor> function, Tensor... inputs) {
        return Differentiation.ofScalar(function, inputs);
    }

    private static void assertGradientsMatchDifferences(Function<Tensor[], Tensor> function, Tensor... inputs) {
        List<double @Nullable []> recorded = Differentiation.recorded(function, inputs);
        List<double @Nullable []> expected = Differentiation.byDifferences(function, inputs);
        for (int i = 0; i < inputs.length; i++) {
            assertThat(recorded.get(i))
                    .as("input %d", i)
                    .containsExactly(expected.get(i), within(DIFFERENCES_ARE_EXACT_TO));
        }
    }
}
