package dev.halfcaf;

import dev.halfcaf.autograd.CrossEntropy;
import dev.halfcaf.qualifier.FullPrecision;
import dev.halfcaf.qualifier.Integral;
import dev.halfcaf.qualifier.SameDtype;

/**
 * Losses: one number that tells how far a prediction is off, the mean over a batch. They take and give float32 or
 * float64, since a loss in half precision rounds away what it is to measure.
 */
public final class Losses {
    private Losses() {}

    /**
     * The mean over rows of {@code -log(softmax(logits))} at the row's label, computed stably from the logits.
     *
     * @param logits (rows, classes), float32 or float64
     * @param labels (rows,), int32 or int64, each from 0 to classes - 1
     * @return a scalar in the dtype of the logits; NaN where there are no rows
     * @throws DtypeMismatchException if the logits are not float32 or float64, or the labels no integers
     * @throws IllegalArgumentException if the shapes do not fit
     * @throws IndexOutOfBoundsException if a label is out of range; the message names its row
     */
    @FullPrecision
    @SameDtype
    public static Tensor softmaxCrossEntropy(@FullPrecision @SameDtype Operand logits, @Integral Operand labels) {
        String op = "softmaxCrossEntropy";
        Tensor scores = logits.asTensor();
        Tensor classes = labels.asTensor();
        OperandChecks.requireFullPrecision(op, "logits", scores);
        OperandChecks.requireIntegral(op, "labels", classes);
        requireRowsAndClasses(op, scores);
        if (!classes.shape().equals(Shape.of(scores.shape().size(0)))) {
            throw new IllegalArgumentException(op + ": logits have shape " + scores.shape() + ", labels have shape "
                    + classes.shape() + "; there must be one label for each row, in shape "
                    + Shape.of(scores.shape().size(0)) + ".");
        }
        return Tensor.apply(new CrossEntropy(), scores, classes).mean();
    }

    /**
     * The mean over rows of {@code -sum(probabilities * log(softmax(logits)))}: cross entropy with soft labels.
     *
     * @param logits (rows, classes), float32 or float64
     * @param probabilities (rows, classes), in the dtype of the logits; each row usually sums to 1
     * @return a scalar in the dtype of the logits; NaN where there are no rows
     * @throws DtypeMismatchException if the dtypes differ, or are not float32 or float64
     * @throws IllegalArgumentException if the shapes differ
     */
    @FullPrecision
    @SameDtype
    public static Tensor softmaxCrossEntropyWithProbabilities(
            @FullPrecision @SameDtype Operand logits, @FullPrecision @SameDtype Operand probabilities) {
        String op = "softmaxCrossEntropyWithProbabilities";
        Tensor scores = logits.asTensor();
        Tensor targets = probabilities.asTensor();
        OperandChecks.requireFullPrecision(op, "logits", scores);
        OperandChecks.requireSameDtype(op, "logits", scores, "probabilities", targets);
        requireRowsAndClasses(op, scores);
        requireSameShape(op, "logits", scores, "probabilities", targets);
        return targets.mul(scores.logSoftmax(-1)).sum(-1).mean().neg();
    }

    /**
     * The mean of {@code (predictions - targets)^2} over all elements.
     *
     * @param predictions any shape, float32 or float64
     * @param targets the same shape and dtype; nothing is broadcast
     * @return a scalar in that dtype; NaN where there are no elements
     * @throws DtypeMismatchException if the dtypes differ, or are not float32 or float64
     * @throws IllegalArgumentException if the shapes differ
     */
    @FullPrecision
    @SameDtype
    public static Tensor meanSquaredError(
            @FullPrecision @SameDtype Operand predictions, @FullPrecision @SameDtype Operand targets) {
        String op = "meanSquaredError";
        Tensor predicted = predictions.asTensor();
        Tensor wanted = targets.asTensor();
        OperandChecks.requireFullPrecision(op, "predictions", predicted);
        OperandChecks.requireSameDtype(op, "predictions", predicted, "targets", wanted);
        requireSameShape(op, "predictions", predicted, "targets", wanted);
        return predicted.sub(wanted).square().mean();
    }

    private static void requireRowsAndClasses(String op, Tensor logits) {
        if (logits.shape().rank() != 2) {
            throw new IllegalArgumentException(
                    op + ": logits have shape " + logits.shape() + ", but need two axes: (rows, classes).");
        }
    }

    private static void requireSameShape(String op, String firstName, Tensor first, String secondName, Tensor second) {
        if (!first.shape().equals(second.shape())) {
            throw new IllegalArgumentException(op + ": " + firstName + " have shape " + first.shape() + ", "
                    + secondName + " have shape " + second.shape() + "; they must be the same.");
        }
    }
}
