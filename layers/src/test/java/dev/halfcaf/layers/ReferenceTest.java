package dev.halfcaf.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halfcaf.Dtype;
import dev.halfcaf.SeededRandom;
import dev.halfcaf.Shape;
import dev.halfcaf.Sweep;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.Variable;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Layers under every policy against their formulas, computed here in float64 from the inputs and variables as the layer
 * reads them.
 */
class ReferenceTest {
    private static CastingNet net(String policy, Supplier<TensorFunction> body) {
        CastingNet net = Policies.net(policy, body);
        // Biases start at 0 and scales at 1, which would hide a mistake.
        for (Variable variable : net.variables()) {
            variable.assign(Tensor.randomNormal(
                    variable.shape(),
                    Dtype.FLOAT32,
                    new SeededRandom(variable.path().length())));
        }
        return net;
    }

    private static Tensor input(CastingNet net, int... sizes) {
        return Tensor.randomNormal(Shape.of(sizes), Dtype.FLOAT32, new SeededRandom(3))
                .cast(net.computeDtype());
    }

    /** The variable's numbers in the dtype in which its layer reads it. */
    private static double[] read(CastingNet net, String path) {
        return net.variables().stream()
                .filter(variable -> variable.path().equals(path))
                .findFirst()
                .orElseThrow()
                .asTensor()
                .toDoubleArray();
    }

    /** {@code terms} products are summed in float32 or wider, then rounded once to the compute dtype. */
    private static void check(CastingNet net, Tensor x, double[] exact, int terms) {
        Dtype dtype = net.computeDtype();
        double[] actual = net.forward(x).toDoubleArray();
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        double bound = (dtype.epsilon() / 2 + 4 * terms * dtype.atLeastFloat32().epsilon()) * largest;
        assertThat(actual).containsExactly(exact, within(bound));
    }

    @ParameterizedTest
    @MethodSource("dev.halfcaf.layers.Policies#all")
    void dense(String policy) {
        CastingNet net = net(policy, () -> new CastingDense(7, 5));
        Tensor x = input(net, 4, 7);
        check(net, x, dense(x.toDoubleArray(), read(net, "body/kernel"), read(net, "body/bias"), 7), 8);
    }

    private static double[] dense(double[] x, double[] kernel, double[] bias, int inputs) {
        int units = bias.length;
        double[] y = new double[x.length / inputs * units];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i % units];
            for (int k = 0; k < inputs; k++) {
                y[i] += x[i / units * inputs + k] * kernel[k * units + i % units];
            }
        }
        return y;
    }

    @ParameterizedTest
    @MethodSource("dev.halfcaf.layers.Policies#all")
    void conv2d(String policy) {
        Sweep sweep = Sweep.padded(1, 0, 0, 2).withStride(2, 1);
        CastingNet net = net(policy, () -> new CastingConv2d(3, 4, 3, 2, sweep, null));
        Tensor x = input(net, 2, 6, 5, 3);
        double[] pixels = x.toDoubleArray();
        double[] kernel = read(net, "body/kernel");
        double[] bias = read(net, "body/bias");
        double[] y = new double[2 * 3 * 6 * 4];
        for (int i = 0; i < y.length; i++) {
            int unit = i % 4;
            int column = i / 4 % 6;
            int row = i / 4 / 6 % 3;
            int image = i / 4 / 6 / 3;
            y[i] = bias[unit];
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 2; b++) {
                    int inRow = row * 2 + a - 1;
                    int inColumn = column + b;
                    boolean inside = inRow >= 0 && inRow < 6 && inColumn < 5;
                    for (int c = 0; inside && c < 3; c++) {
                        y[i] += pixels[((image * 6 + inRow) * 5 + inColumn) * 3 + c]
                                * kernel[((a * 2 + b) * 3 + c) * 4 + unit];
                    }
                }
            }
        }
        check(net, x, y, 19);
    }

    @ParameterizedTest
    @MethodSource("dev.halfcaf.layers.Policies#all")
    void layerNorm(String policy) {
        CastingNet net = net(policy, () -> new CastingLayerNorm(9, 1e-5));
        Tensor x = input(net, 4, 9);
        double[] values = x.toDoubleArray();
        double[] scale = read(net, "body/scale");
        double[] offset = read(net, "body/offset");
        double[] y = new double[values.length];
        for (int i = 0; i < y.length; i++) {
            double[] row = Arrays.copyOfRange(values, i / 9 * 9, i / 9 * 9 + 9);
            double mean = Arrays.stream(row).average().orElseThrow();
            double variance = Arrays.stream(row)
                    .map(v -> (v - mean) * (v - mean))
                    .average()
                    .orElseThrow();
            y[i] = (values[i] - mean) / Math.sqrt(variance + 1e-5) * scale[i % 9] + offset[i % 9];
        }
        check(net, x, y, 9);
    }

    @ParameterizedTest
    @MethodSource("dev.halfcaf.layers.Policies#all")
    void multiHeadAttention(String policy) {
        int length = 5;
        int features = 6;
        CastingNet net = net(policy, () -> new CastingMultiHeadAttention(features, 3));
        for (Variable variable : net.variables()) {
            // So that no softmax is all but 0 and 1.
            variable.assign(variable.value().mul(0.4));
        }
        Tensor x = input(net, 1, length, features);
        double[] q = projected(net, x.toDoubleArray(), "query");
        double[] k = projected(net, x.toDoubleArray(), "key");
        double[] v = projected(net, x.toDoubleArray(), "value");
        double[] attended = new double[length * features];
        for (int head = 0; head < 3; head++) {
            for (int i = 0; i < length; i++) {
                double[] weights = new double[length];
                for (int j = 0; j < length; j++) {
                    double score = q[i * features + head * 2] * k[j * features + head * 2]
                            + q[i * features + head * 2 + 1] * k[j * features + head * 2 + 1];
                    weights[j] = Math.exp(score / Math.sqrt(2));
                }
                double sum = Arrays.stream(weights).sum();
                for (int j = 0; j < length; j++) {
                    for (int f = head * 2; f < head * 2 + 2; f++) {
                        attended[i * features + f] += weights[j] / sum * v[j * features + f];
                    }
                }
            }
        }
        double[] exact = projected(net, attended, "output");

        // Seven ops are rounded one after another, each a few times amplified by the next.
        double largest = Arrays.stream(exact).map(Math::abs).max().orElseThrow();
        assertThat(net.forward(x).toDoubleArray())
                .containsExactly(exact, within(10 * net.computeDtype().epsilon() * largest));
    }

    private static double[] projected(CastingNet net, double[] x, String part) {
        return dense(x, read(net, "body/" + part + "/kernel"), read(net, "body/" + part + "/bias"), 6);
    }
}
