package dev.halfcaf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Variable;
import dev.halfcaf.sample.data.Digits;
import dev.halfcaf.sample.data.ImageData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One compiled model, whose policy is chosen where the JVM is started: {@code -Dhalfcaf.policy=}. */
class OneModelEveryPolicyTest {
    private static final int CLASSES = 10;

    /** The model's values, as a float32 model has them, by layers: kernel, bias, kernel, bias ... */
    private static List<Variable> variables;

    private static double[] pixels;

    @TempDir
    private Path folder;

    @BeforeAll
    static void loadTheSameModelHere() {
        ImageData data = Digits.load();
        variables = StartUp.model(data).variables();
        pixels = StartUp.batch(data).x().toDoubleArray();
    }

    /**
     * Each answer lies within the bound of a running error analysis (Higham, "Accuracy and Stability of Numerical
     * Algorithms", 2nd edition, section 3.3) from the answer in exact arithmetic. With u half of the compute dtype's
     * epsilon, an input, a kernel and a bias are off by a relative u when they are cast, a matrix product by the n terms
     * that it adds up in float32, and the product and the sum with the bias by u once more when they are rounded; relu
     * makes no error larger.
     *
     * <p>That is what can happen at worst; through three layers in bfloat16 it allows for much. Rounding errors are as
     * good as independent, and then their squares add up (Higham and Mary, "A New Approach to Probabilistic Rounding Error
     * Analysis", SIAM J. Sci. Comput. 41, 2019): the root mean square of the errors of all answers stays below that sum,
     * each rounding counted at its largest.
     */
    @ParameterizedTest
    @CsvSource({
        "float32, float32",
        "float64, float64",
        "mixed_float16, float32",
        "mixed_bfloat16, float32",
        "float16, float16",
        "bfloat16, bfloat16",
    })
    void itsAnswersAgreeWithinTheErrorOfTheDtypeAndItLearns(String policy, String variableDtype) throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.run(folder, List.of("-Dhalfcaf.policy=" + policy), StartUp.class);

        assertThat(outcome.err().lines()).last().asString().startsWith("INFO: Kernels: plain. ");
        assertThat(outcome.line("policy")).isEqualTo("policy '" + policy + "' (system property halfcaf.policy)");
        assertThat(outcome.line("output"))
                .isEqualTo(Policy.of(policy).computeDtype().toString());
        assertThat(outcome.line("variables")).isEqualTo(variableDtype);

        double[] logits = numbers(outcome.line("logits"));
        Exact exact = Exact.forward(Policy.of(policy).computeDtype().epsilon() / 2);
        double squares = 0;
        for (int i = 0; i < logits.length; i++) {
            double error = Math.abs(logits[i] - exact.values[i]);
            assertThat(error).as("logit %d", i).isLessThanOrEqualTo(exact.errors[i]);
            squares += error * error;
        }
        double expected = Math.sqrt(mean(exact.variances, 0, logits.length));
        assertThat(Math.sqrt(squares / logits.length)).isLessThanOrEqualTo(expected);
        assertThat(expected).as("the bound says something").isLessThan(0.03 * max(exact.values));

        double[] losses = numbers(outcome.line("losses"));
        assertThat(losses).hasSize(StartUp.STEPS);
        assertThat(mean(losses, StartUp.STEPS - 10, StartUp.STEPS)).isLessThan(0.5 * mean(losses, 0, 10));
    }

    @Test
    void withoutThePropertyItIsFloat32() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.run(folder, List.of(), StartUp.class);

        assertThat(outcome.line("policy")).isEqualTo("policy 'float32' (default)");
    }

    @Test
    void theScopeOfTheThreadBeforeTheGlobalPolicyBeforeTheProperty() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.run(
                folder, List.of("-Dhalfcaf.policy=params=float64,compute=float32,output=float32"), GlobalOrder.class);

        assertThat(outcome.err().lines()).last().asString().startsWith("INFO: Kernels: plain. ");
        assertThat(outcome.out().lines())
                .containsExactly(
                        "start: policy 'params=float64,compute=float32,output=float32' (system property halfcaf.policy)",
                        "set: policy 'mixed_bfloat16' (Policy.setGlobal)",
                        "scope true: policy 'float16' (Policy.scope)",
                        "other thread: policy 'mixed_bfloat16' (Policy.setGlobal)",
                        "after: policy 'mixed_bfloat16' (Policy.setGlobal)",
                        "constructed before: policy 'params=float64,compute=float32,output=float32' (system property "
                                + "halfcaf.policy)");
    }

    @Test
    void withAnOutputDtypeTheModelReturnsIt() throws Exception {
        ChildJvm.Outcome outcome = ChildJvm.run(
                folder, List.of("-Dhalfcaf.policy=params=float32,compute=float16,output=float32"), StartUp.class);
        ChildJvm.Outcome mixed = ChildJvm.run(folder, List.of("-Dhalfcaf.policy=mixed_float16"), StartUp.class);

        assertThat(outcome.line("output")).isEqualTo("float32");
        assertThat(mixed.line("output")).isEqualTo("float16");
        assertThat(outcome.line("logits")).isEqualTo(mixed.line("logits"));
        assertThat(outcome.line("losses")).isEqualTo(mixed.line("losses"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "Mixed_Float16", "mixed_float16; loss_scale=dynamc"})
    void aPropertyThatIsNoPolicyIsOneSentenceBeforeAnythingElse(String wrong) throws Exception {
        ChildJvm.Outcome outcome =
                ChildJvm.run(folder, List.of("-Dhalfcaf.policy=" + wrong), Main.class, "compare", "--epochs", "1");

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith("System property halfcaf.policy: ").endsWith("." + System.lineSeparator());
    }

    /** The model in double, beside a bound on the errors of the same in a dtype. */
    private static final class Exact {
        private final double[] values;
        private final double[] errors;
        private final double[] variances;

        private Exact(double[] values, double[] errors, double[] variances) {
            this.values = values;
            this.errors = errors;
            this.variances = variances;
        }

        static Exact forward(double roundOff) {
            // Under float64 the variables are not rounded to float32, as they are in the model beside which it is held.
            double u = Math.max(roundOff, Math.ulp(1f) / 2);
            Exact x = new Exact(
                    pixels.clone(),
                    Arrays.stream(pixels).map(p -> u * Math.abs(p)).toArray(),
                    Arrays.stream(pixels).map(p -> u * u * p * p).toArray());
            for (int i = 0; i < variables.size(); i += 2) {
                x = x.dense(variables.get(i), variables.get(i + 1), u);
                if (i + 2 < variables.size()) {
                    x.relu();
                }
            }
            assertThat(x.values).hasSize(StartUp.IMAGES * CLASSES);
            return x;
        }

        private Exact dense(Variable kernel, Variable bias, double u) {
            Shape shape = kernel.shape();
            int inputs = shape.size(0);
            int units = shape.size(1);
            double[] w = kernel.value().toDoubleArray();
            double[] b = bias.value().toDoubleArray();
            double accumulation = inputs * (double) Math.ulp(1f);
            int rows = values.length / inputs;
            Exact y = new Exact(new double[rows * units], new double[rows * units], new double[rows * units]);
            for (int row = 0; row < rows; row++) {
                for (int unit = 0; unit < units; unit++) {
                    double sum = 0;
                    double error = 0;
                    double magnitude = 0;
                    double variance = 0;
                    for (int k = 0; k < inputs; k++) {
                        double x = values[row * inputs + k];
                        double weight = w[k * units + unit];
                        double largest = (Math.abs(x) + errors[row * inputs + k]) * Math.abs(weight) * (1 + u);
                        sum += x * weight;
                        error += largest - Math.abs(x * weight);
                        magnitude += largest;
                        variance += weight * weight * (variances[row * inputs + k] + u * u * x * x);
                    }
                    variance += u * u * (sum * sum + b[unit] * b[unit]);
                    variance += Math.pow(accumulation * magnitude, 2) / inputs;
                    error += accumulation * magnitude;
                    error += u * (Math.abs(sum) + error);
                    sum += b[unit];
                    error += u * Math.abs(b[unit]);
                    error += u * (Math.abs(sum) + error);
                    variance += u * u * sum * sum;
                    y.variances[row * units + unit] = variance;
                    y.values[row * units + unit] = sum;
                    y.errors[row * units + unit] = error;
                }
            }
            return y;
        }

        private void relu() {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.max(values[i], 0);
            }
        }
    }

    private static double[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static double max(double[] values) {
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private static double mean(double[] values, int from, int to) {
        return Arrays.stream(values, from, to).average().orElseThrow();
    }
}
