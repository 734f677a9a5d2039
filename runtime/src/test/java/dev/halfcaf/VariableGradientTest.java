package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.heap.HeapDevice;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The float32 gradient of a variable that is read in half: it leaves the op's accumulator unrounded. The numbers are chosen
 * so that one rounding to float16 on the way would show: 2049 lies between two float16 numbers, and the square of 2^-13 is
 * below the smallest one.
 */
final class VariableGradientTest {
    private static final int ROWS = 2049;
    private static final double SMALL = 0x1p-13;
    private static final Tensor ONES = Tensor.ones(Shape.of(ROWS, 1), Dtype.FLOAT16);

    @Test
    void ofAMatrixIsUnrounded() {
        assertGradientIs(ROWS, Shape.of(1, 1), kernel -> ONES.matmul(kernel));
    }

    @Test
    void ofAMatrixUnderABatchIsUnrounded() {
        Tensor batch = Tensor.ones(Shape.of(3, 683, 1), Dtype.FLOAT16);
        assertGradientIs(ROWS, Shape.of(1, 1), kernel -> batch.matmul(kernel));
        assertGradientIs(ROWS, Shape.of(1, 1, 1), kernel -> batch.matmul(kernel));
    }

    @Test
    void ofABroadcastBiasIsUnrounded() {
        assertGradientIs(ROWS, Shape.of(1), bias -> ONES.add(bias));
        assertGradientIs(-ROWS, Shape.of(1), bias -> ONES.sub(bias));
    }

    @Test
    void ofABroadcastFactorIsUnrounded() {
        assertGradientIs(ROWS, Shape.scalar(), factor -> ONES.mul(factor));
        assertGradientIs(-ROWS, Shape.scalar(), divisor -> ONES.div(divisor));
        assertGradientIs(ROWS, Shape.scalar(), bound -> ONES.mul(0.5).maximum(bound));
        assertGradientIs(ROWS, Shape.scalar(), other -> Tensor.where(ONES.lt(0), ONES, other));
    }

    @Test
    void keepsTheTermsOfItsSumUnrounded() {
        double third = Dtype.FLOAT16.round(1 / 3.0);
        Tensor thirds = Tensor.full(Shape.of(ROWS, 1, 1), third, Dtype.FLOAT16);
        double expected = ROWS * third * third;
        assertGradientIsNear(
                expected, Shape.scalar(), factor -> thirds.mul(factor).mul(third));
        assertGradientIsNear(
                expected, Shape.of(1, 1, 1), kernel -> thirds.matmul(kernel).mul(third));
        assertGradientIsNear(
                -expected, Shape.scalar(), divisor -> thirds.div(divisor).mul(third));
    }

    @Test
    void ofADivisorDoesNotSeeHowTheQuotientWasRounded() {
        double three = 3;
        Tensor one = Tensor.ones(Shape.of(1), Dtype.FLOAT16);
        assertGradientIsNear(-1 / (three * three), three, Shape.of(1), one::div);
    }

    @Test
    void ofATableIsUnrounded() {
        Tensor ids = Tensor.zeros(Shape.of(ROWS), Dtype.INT32);
        assertGradientIs(ROWS, Shape.of(1, 1), table -> table.gather(ids));
    }

    @Test
    void isUnroundedThroughOpsThatOnlyMove() {
        assertGradientIs(ROWS, Shape.of(1, 1), kernel -> ONES.matmul(kernel.transpose()));
        assertGradientIs(ROWS, Shape.of(1), kernel -> ONES.matmul(kernel.reshape(1, 1)));
        assertGradientIs(ROWS, Shape.of(1, 1), kernel -> ONES.matmul(kernel.slice(0, 0, 1)));
        assertGradientIs(2 * ROWS, Shape.of(1, 1), kernel -> ONES.matmul(Tensor.concat(1, kernel, kernel)));
        assertGradientIs(
                ROWS,
                Shape.of(1),
                table -> ONES.matmul(table.gather(Tensor.zeros(Shape.of(1), Dtype.INT32))
                        .reshape(1, 1)
                        .transpose()));
    }

    @Test
    void keepsWhatIsBelowTheSmallestFloat16() {
        Tensor small = Tensor.full(Shape.of(1, 1), SMALL, Dtype.FLOAT16);
        assertGradientIs(
                SMALL * SMALL, Shape.of(1, 1), kernel -> small.matmul(kernel).mul(SMALL));
        assertGradientIs(
                SMALL * SMALL, Shape.of(1, 1), kernel -> small.mul(kernel).mul(SMALL));
        assertGradientIs(
                2 * SMALL * SMALL, Shape.of(1, 1), kernel -> kernel.mul(SMALL).square());
    }

    @Test
    void ofAHalfVariableIsFloat32() {
        try (Recording recording = new Recording(HeapDevice.instance().recyclingMemory())) {
            Tensor kernel = Differentiation.leaf(recording, "kernel", Tensor.ones(Shape.of(1, 1), Dtype.FLOAT16));
            Tensor loss = ONES.matmul(kernel).cast(Dtype.FLOAT32).sum();
            NdArray gradient = Differentiation.gradient(Differentiation.backward(recording, loss), "kernel");
            assertThat(gradient.dtype()).isEqualTo(Dtype.FLOAT32);
        }
    }

    private static void assertGradientIs(double expected, Shape shape, UnaryOperator<Tensor> function) {
        assertThat(gradient(1, shape, function)).isEqualTo(expected);
    }

    /** For sums that float32 cannot hold: to a precision far beyond float16's. */
    private static void assertGradientIsNear(double expected, Shape shape, UnaryOperator<Tensor> function) {
        assertGradientIsNear(expected, 1, shape, function);
    }

    private static void assertGradientIsNear(
            double expected, double value, Shape shape, UnaryOperator<Tensor> function) {
        assertThat(gradient(value, shape, function)).isCloseTo(expected, withinPercentage(1e-4));
    }

    /** The gradient of the float32 sum of a function of a variable of one element, which is read in float16. */
    private static double gradient(double value, Shape shape, UnaryOperator<Tensor> function) {
        try (Recording recording = new Recording(HeapDevice.instance().recyclingMemory())) {
            Tensor variable = new Tensor(
                    Tensor.full(shape, value, Dtype.FLOAT16).array(), recording.leaf("variable", shape, Dtype.FLOAT32));
            Tensor loss = function.apply(variable).cast(Dtype.FLOAT32).sum();
            NdArray gradient = Differentiation.gradient(Differentiation.backward(recording, loss), "variable");
            assertThat(gradient.dtype()).isEqualTo(Dtype.FLOAT32);
            return new Tensor(gradient, null).item();
        }
    }
}
