package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.FLOATING;
import static dev.halfcaf.device.heap.TestArrays.INTEGRAL;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.assertWithin;
import static dev.halfcaf.device.heap.TestArrays.empty;
import static dev.halfcaf.device.heap.TestArrays.floatingCombinations;
import static dev.halfcaf.device.heap.TestArrays.random;
import static dev.halfcaf.device.heap.TestArrays.ulp;
import static dev.halfcaf.device.heap.TestArrays.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
    private static final List<Shape> SHAPES =
            List.of(Shape.of(1), Shape.of(10), Shape.of(7, 3), Shape.of(2, 1300), Shape.of(2, 3, 4), Shape.of(2, 0, 3));

    /** What the formulas in double lose, beside the rounding to the result's dtype. */
    private static final double LOST_IN_DOUBLE = 1e-14;

    @Test
    void softmaxAndItsLogarithmAlongEveryAxis() {
        for (Dtype[] dtypes : floatingCombinations(2)) {
            for (Shape shape : SHAPES) {
                NdArray in = random(dtypes[0], shape, 4);
                for (int axis = 0; axis < shape.rank(); axis++) {
                    double[] exact = softmax(values(in), shape, axis);
                    NdArray out = empty(dtypes[1], shape);

                    DEVICE.softmax(in, axis, false, out);
                    double[] y = values(out);
                    for (int i = 0; i < y.length; i++) {
                        double bound = 0.5 * ulp(dtypes[1], exact[i]) + LOST_IN_DOUBLE;
                        assertWithin(bound, y[i], exact[i], dtypes[1], "softmax of", shape, "along", axis);
                    }

                    DEVICE.softmax(in, axis, true, out);
                    double[] logarithms = values(out);
                    for (int i = 0; i < y.length; i++) {
                        double logarithm = Math.log(exact[i]);
                        double bound = 0.5 * ulp(dtypes[1], logarithm) + LOST_IN_DOUBLE;
                        assertWithin(bound, logarithms[i], logarithm, dtypes[1], "log softmax of", shape);
                    }
                }
            }
        }
    }

    @Test
    void largeInputsDoNotOverflow() {
        for (Dtype dtype : FLOATING) {
            NdArray in = array(dtype, Shape.of(3), 60000, 60000, Double.NEGATIVE_INFINITY);
            NdArray out = empty(dtype, Shape.of(3));
            DEVICE.softmax(in, 0, false, out);
            assertThat(values(out)).containsExactly(0.5, 0.5, 0);
            DEVICE.softmax(in, 0, true, out);
            assertThat(values(out))
                    .containsExactly(dtype.round(-Math.log(2)), dtype.round(-Math.log(2)), Double.NEGATIVE_INFINITY);
        }
    }

    @Test
    void aRowWithANanIsNan() {
        NdArray in = array(Dtype.FLOAT32, Shape.of(2, 2), 1, Double.NaN, 0, 0);
        NdArray out = empty(Dtype.FLOAT32, Shape.of(2, 2));
        DEVICE.softmax(in, 1, false, out);
        assertThat(values(out)).containsExactly(Double.NaN, Double.NaN, 0.5, 0.5);
    }

    @Test
    void gradientsOfSoftmaxAndItsLogarithm() {
        for (Dtype[] dtypes : floatingCombinations(3)) {
            for (Shape shape : SHAPES) {
                for (int axis = 0; axis < shape.rank(); axis++) {
                    for (boolean logarithm : new boolean[] {false, true}) {
                        checkGradient(dtypes, shape, axis, logarithm);
                    }
                }
            }
        }
    }

    private static void checkGradient(Dtype[] dtypes, Shape shape, int axis, boolean logarithm) {
        NdArray gradient = random(dtypes[0], shape, 4);
        NdArray output = empty(dtypes[1], shape);
        DEVICE.softmax(random(Dtype.FLOAT64, shape, 5), axis, logarithm, output);
        NdArray out = empty(dtypes[2], shape);

        DEVICE.softmaxGradient(gradient, output, axis, logarithm, out);

        double[] g = values(gradient);
        double[] y = values(output);
        double[] actual = values(out);
        Lines lines = Lines.along(shape, axis);
        for (int line = 0; line < lines.count(); line++) {
            double sum = 0;
            for (int i = 0; i < lines.length(); i++) {
                int at = lines.first(line) + i * lines.step();
                sum += logarithm ? g[at] : g[at] * y[at];
            }
            for (int i = 0; i < lines.length(); i++) {
                int at = lines.first(line) + i * lines.step();
                double exact = logarithm ? g[at] - Math.exp(y[at]) * sum : y[at] * (g[at] - sum);
                double bound = 0.5 * ulp(dtypes[2], exact) + LOST_IN_DOUBLE * lines.length();
                assertWithin(bound, actual[at], exact, dtypes[2], "gradient along", axis, "of", shape);
            }
        }
    }

    @Test
    void crossEntropyAndItsGradient() {
        for (Dtype[] dtypes : floatingCombinations(2)) {
            for (Dtype labelType : INTEGRAL) {
                for (int rows : new int[] {0, 1, 5}) {
                    for (int classes : new int[] {1, 10, 1200}) {
                        checkCrossEntropy(dtypes, labelType, rows, classes);
                    }
                }
            }
        }
    }

    private static void checkCrossEntropy(Dtype[] dtypes, Dtype labelType, int rows, int classes) {
        Shape shape = Shape.of(rows, classes);
        NdArray logits = random(dtypes[0], shape, 7);
        NdArray labels = array(labelType, Shape.of(rows), i -> i * 7 % classes);
        NdArray outputGradient = random(dtypes[1], Shape.of(rows), 8);
        NdArray loss = empty(dtypes[1], Shape.of(rows));
        NdArray gradient = empty(dtypes[1], shape);

        DEVICE.crossEntropy(logits, labels, loss);
        DEVICE.crossEntropyGradient(outputGradient, logits, labels, gradient);

        double[] probabilities = softmax(values(logits), shape, 1);
        double[] losses = values(loss);
        double[] gradients = values(gradient);
        for (int row = 0; row < rows; row++) {
            int label = row * 7 % classes;
            double exact = -Math.log(probabilities[row * classes + label]);
            assertWithin(0.5 * ulp(dtypes[1], exact) + LOST_IN_DOUBLE, losses[row], exact, dtypes[1], "cross entropy");
            for (int c = 0; c < classes; c++) {
                double derivative =
                        values(outputGradient)[row] * (probabilities[row * classes + c] - (c == label ? 1 : 0));
                assertWithin(
                        0.5 * ulp(dtypes[1], derivative) + LOST_IN_DOUBLE,
                        gradients[row * classes + c],
                        derivative,
                        dtypes[1],
                        "gradient of cross entropy");
            }
        }
    }

    @Test
    void aLabelOutsideTheClassesIsNamed() {
        NdArray logits = random(Dtype.FLOAT32, Shape.of(3, 10), 7);
        NdArray labels = array(Dtype.INT32, Shape.of(3), 9, 10, -1);
        assertThatThrownBy(() -> DEVICE.crossEntropy(logits, labels, empty(Dtype.FLOAT32, Shape.of(3))))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("Label 10 of row 1 is outside the 10 classes of the logits.");
    }

    /** By the definition, with the maximum subtracted; Math.exp is not the function that the kernels use. */
    private static double[] softmax(double[] x, Shape shape, int axis) {
        double[] y = new double[x.length];
        Lines lines = Lines.along(shape, axis);
        for (int line = 0; line < lines.count(); line++) {
            double max = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int i = 0; i < lines.length(); i++) {
                max = Math.max(max, x[lines.first(line) + i * lines.step()]);
            }
            for (int i = 0; i < lines.length(); i++) {
                sum += Math.exp(x[lines.first(line) + i * lines.step()] - max);
            }
            for (int i = 0; i < lines.length(); i++) {
                int at = lines.first(line) + i * lines.step();
                y[at] = Math.exp(x[at] - max) / sum;
            }
        }
        return y;
    }
}
