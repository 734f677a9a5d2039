package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Losses by their formulas, and what they refuse. */
final class LossesTest {
    private static final Tensor LOGITS = Tensor.of(new float[] {1, 2, 3, 1, 1, 1}, Shape.of(2, 3));
    private static final Tensor LABELS = Tensor.of(new int[] {2, 0}, Shape.of(2));
    private static final double TOLERANCE = 1e-6;

    @Test
    void softmaxCrossEntropyIsTheMeanOfTheRows() {
        double first = Math.log(Math.exp(-2) + Math.exp(-1) + 1);
        double second = Math.log(3);
        Tensor loss = Losses.softmaxCrossEntropy(LOGITS, LABELS);
        assertThat(loss.item()).isCloseTo((first + second) / 2, within(TOLERANCE));
        assertThat(loss.shape()).isEqualTo(Shape.scalar());
        assertThat(loss.dtype()).isEqualTo(Dtype.FLOAT32);
        assertThat(Losses.softmaxCrossEntropy(LOGITS.cast(Dtype.FLOAT64), LABELS.cast(Dtype.INT64))
                        .item())
                .isCloseTo((first + second) / 2, within(1e-15));
    }

    @Test
    void softmaxCrossEntropyIsStable() {
        Tensor logits = Tensor.of(new float[] {1e4f, 0, -1e4f}, Shape.of(1, 3));
        assertThat(Losses.softmaxCrossEntropy(logits, Tensor.of(new int[] {1}, Shape.of(1)))
                        .item())
                .isEqualTo(1e4);
    }

    @Test
    void labelsBeyondWhatFloat16CountsToAreExact() {
        // In float16, 2049 is 2048.
        double[] logits = new double[5000];
        logits[2049] = 30;
        Tensor scores = Tensor.of(logits, Shape.of(1, 5000)).cast(Dtype.FLOAT32);
        assertThat(loss(scores, 2049)).isLessThan(1e-6);
        assertThat(loss(scores, 2048)).isCloseTo(30, within(1e-6));
        assertThat(loss(scores, 4999)).isCloseTo(30, within(1e-6));
        double[] gradient = Differentiation.ofScalar(
                x -> Losses.softmaxCrossEntropy(x[0], Tensor.of(new long[] {4999}, Shape.of(1))), scores);
        assertThat(gradient[4999]).isCloseTo(-1, within(1e-6));
        assertThat(gradient[2049]).isCloseTo(1, within(1e-6));
    }

    private static double loss(Tensor scores, int label) {
        return Losses.softmaxCrossEntropy(scores, Tensor.of(new int[] {label}, Shape.of(1)))
                .item();
    }

    @Test
    void softLabelsThatAreHardGiveTheSameLoss() {
        Tensor oneHot = Tensor.of(new float[] {0, 0, 1, 1, 0, 0}, Shape.of(2, 3));
        assertThat(Losses.softmaxCrossEntropyWithProbabilities(LOGITS, oneHot).item())
                .isCloseTo(Losses.softmaxCrossEntropy(LOGITS, LABELS).item(), within(TOLERANCE));
    }

    @Test
    void softLabelsWeighTheClasses() {
        Tensor logits = Tensor.of(new float[] {0, 0}, Shape.of(1, 2));
        Tensor even = Tensor.of(new float[] {0.5f, 0.5f}, Shape.of(1, 2));
        assertThat(Losses.softmaxCrossEntropyWithProbabilities(logits, even).item())
                .isCloseTo(Math.log(2), within(TOLERANCE));
    }

    @Test
    void meanSquaredErrorIsTheMeanOfAllElements() {
        Tensor targets = Tensor.of(new float[] {1, 1, 1, 1, 1, 4}, Shape.of(2, 3));
        assertThat(Losses.meanSquaredError(LOGITS, targets).item()).isCloseTo((1 + 4 + 9) / 6.0, within(TOLERANCE));
    }

    @Test
    void overNoRowsIsNaN() {
        assertThat(Losses.softmaxCrossEntropy(Tensor.zeros(Shape.of(0, 3)), Tensor.zeros(Shape.of(0), Dtype.INT32))
                        .item())
                .isNaN();
    }

    @Test
    void halfIsRefused() {
        String fix = ", too coarse for a loss. Fix: cast them first: ";
        assertThatThrownBy(() -> Losses.softmaxCrossEntropy(LOGITS.cast(Dtype.FLOAT16), LABELS))
                .isInstanceOf(DtypeMismatchException.class)
                .hasMessage("[HalfPrecisionLoss] softmaxCrossEntropy: logits are float16" + fix
                        + "logits.cast(Dtype.FLOAT32).");
        assertThatThrownBy(() -> Losses.softmaxCrossEntropyWithProbabilities(LOGITS.cast(Dtype.BFLOAT16), LOGITS))
                .hasMessage("[HalfPrecisionLoss] softmaxCrossEntropyWithProbabilities: logits are bfloat16" + fix
                        + "logits.cast(Dtype.FLOAT32).");
        assertThatThrownBy(() -> Losses.meanSquaredError(LOGITS.cast(Dtype.FLOAT16), LOGITS))
                .hasMessage("[HalfPrecisionLoss] meanSquaredError: predictions are float16" + fix
                        + "predictions.cast(Dtype.FLOAT32).");
    }

    @Test
    void wrongDtypesAreNamed() {
        assertThatThrownBy(() -> Losses.softmaxCrossEntropy(LOGITS, LABELS.cast(Dtype.FLOAT32)))
                .isInstanceOf(DtypeMismatchException.class)
                .hasMessage(
                        "[IndexDtype] softmaxCrossEntropy: labels are float32, but must be int32 or int64. Fix: cast"
                                + " them, for example labels.cast(Dtype.INT32).");
        assertThatThrownBy(() -> Losses.softmaxCrossEntropy(LABELS, LABELS))
                .hasMessage(
                        "[DtypeMismatch] softmaxCrossEntropy: logits are int32, but must be float32 or float64. Fix: cast"
                                + " them, for example logits.cast(Dtype.FLOAT32).");
        assertThatThrownBy(() -> Losses.meanSquaredError(LOGITS, LOGITS.cast(Dtype.FLOAT64)))
                .hasMessage(
                        "[DtypeMismatch] meanSquaredError: predictions are float32, targets are float64. Fix: cast one"
                                + " of them, for example targets.cast(Dtype.FLOAT32).");
    }

    @Test
    void wrongShapesAreNamed() {
        assertThatThrownBy(() -> Losses.softmaxCrossEntropy(LOGITS.reshape(6), LABELS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("softmaxCrossEntropy: logits have shape (6,), but need two axes: (rows, classes).");
        assertThatThrownBy(() -> Losses.softmaxCrossEntropy(LOGITS, LABELS.reshape(2, 1)))
                .hasMessage("softmaxCrossEntropy: logits have shape (2, 3), labels have shape (2, 1); there must be one"
                        + " label for each row, in shape (2,).");
        assertThatThrownBy(() -> Losses.softmaxCrossEntropyWithProbabilities(LOGITS, LOGITS.reshape(3, 2)))
                .hasMessage(
                        "softmaxCrossEntropyWithProbabilities: logits have shape (2, 3), probabilities have shape (3, 2);"
                                + " they must be the same.");
        assertThatThrownBy(() -> Losses.meanSquaredError(Tensor.zeros(Shape.of(4, 1)), Tensor.zeros(Shape.of(4))))
                .hasMessage("meanSquaredError: predictions have shape (4, 1), targets have shape (4,); they must be the"
                        + " same.");
    }

    @Test
    void aLabelOutOfRangeNamesItsRowAndTheClasses() {
        Tensor labels = Tensor.of(new int[] {2, 3}, Shape.of(2));
        assertThatThrownBy(() -> Losses.softmaxCrossEntropy(LOGITS, labels))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("3")
                .hasMessageContaining("1");
    }
}
