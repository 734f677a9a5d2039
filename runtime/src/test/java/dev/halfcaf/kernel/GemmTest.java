package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.UnaryOp;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What products of every set promise, against the same products in float64. */
class GemmTest {
    private static final int[] OTHERS = {0, 1, 3, 17, 64, 70};

    private final Random random = new Random(5);

    static Stream<Kernels> sets() {
        return Stream.of(new PlainKernels(), KernelSet.choose("vector", null).kernels());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everySize(Kernels kernels) {
        int variant = 0;
        for (int size = 0; size <= 70; size++) {
            for (int one : OTHERS) {
                for (int other : OTHERS) {
                    // 108 variants; 31 has no factor in common with them.
                    check(kernels, size, one, other, variant += 31);
                    check(kernels, one, size, other, variant += 31);
                    check(kernels, one, other, size, variant += 31);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyFormatAndTransposeAcrossTheEdgesOfBlocks(Kernels kernels) {
        int[][] sizes = {{5, 6, 7}, {1, 9, 33}, {33, 1, 9}, {9, 33, 1}, {140, 10, 300}, {10, 140, 260}, {131, 133, 257}
        };
        for (int[] size : sizes) {
            for (int variant = 0; variant < 108; variant++) {
                check(kernels, size[0], size[1], size[2], variant);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void longAndThin(Kernels kernels) {
        int variant = 0;
        int[][] sizes = {
            {1, 1, 10_000}, {2, 3, 9000}, {1000, 1, 5}, {1, 1000, 5}, {1, 700, 300}, {700, 1, 300}, {3, 2000, 2}
        };
        for (int[] size : sizes) {
            for (int i = 0; i < 36; i++) {
                check(kernels, size[0], size[1], size[2], variant += 31);
            }
        }
    }

    private void check(Kernels kernels, int m, int n, int k, int variant) {
        MatrixCase matrices = new MatrixCase(m, n, k, variant, random);
        matrices.multiply(kernels, Epilogue.NONE);
        matrices.check(null, false);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void biasActivationAndFiniteCheck(Kernels kernels) {
        int variant = 0;
        for (int m : new int[] {1, 2, 5, 130}) {
            for (int n : new int[] {1, 3, 40, 131}) {
                for (int k : new int[] {0, 1, 9, 70}) {
                    for (int way = 0; way < 4; way++) {
                        MatrixCase matrices = new MatrixCase(m, n, k, variant += 31, random);
                        Numbers bias = MatrixCase.numbers(way % 2 == 0 ? Dtype.FLOAT16 : Dtype.FLOAT32, n + 2);
                        double[] values = new double[n];
                        Arrays.setAll(values, j -> j % 7 - 3);
                        bias.write(2, values, 0, n);
                        double[] wanted = new double[n];
                        bias.read(2, wanted, 0, n);
                        boolean relu = way >= 2;

                        Epilogue epilogue = new Epilogue(bias, 2, relu ? UnaryOp.RELU : null, true);
                        assertThat(matrices.multiply(kernels, epilogue)).isTrue();
                        matrices.check(wanted, relu);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyActivation(Kernels kernels) {
        for (UnaryOp op : UnaryOp.values()) {
            if (op == UnaryOp.LOGICAL_NOT) {
                continue;
            }
            float[] sum = new float[130 * 40];
            float[] activated = new float[sum.length];
            float[] wanted = new float[sum.length];
            MatrixCase c = new MatrixCase(130, 40, 20, 8, random);
            kernels.gemm(c.m, c.n, c.k, c.a, c.b, Epilogue.NONE, new Floats(sum), 0);
            kernels.unary(op, sum, 0, wanted, 0, sum.length);

            kernels.gemm(c.m, c.n, c.k, c.a, c.b, new Epilogue(null, 0, op, false), new Floats(activated), 0);

            assertThat(activated).as(op.name()).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void whatIsNotFiniteStaysSoAndIsReported(Kernels kernels) {
        Epilogue check = new Epilogue(null, 0, null, true);
        for (Dtype dtype : new Dtype[] {Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32}) {
            for (int m : new int[] {1, 2, 37}) {
                for (int n : new int[] {1, 2, 37}) {
                    for (int k : new int[] {1, 5, 40}) {
                        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
                            for (int transposes = 0; transposes < 4; transposes++) {
                                Numbers a = filled(dtype, m * k, 1);
                                Numbers b = filled(dtype, k * n, 1);
                                Numbers out = filled(Dtype.FLOAT32, m * n, 0);
                                Matrix left = matrix(a, m, k, transposes % 2 == 1);
                                Matrix right = matrix(b, k, n, transposes >= 2);
                                int row = m / 2;
                                int at = left.first() + row * left.rowStep() + k / 2 * left.columnStep();
                                a.write(at, new float[] {bad}, 0, 1);

                                assertThat(kernels.gemm(m, n, k, left, right, check, out, 0))
                                        .isFalse();

                                for (int i = 0; i < m; i++) {
                                    for (int j = 0; j < n; j++) {
                                        assertThat(Float.compare(out.floats()[i * n + j], i == row ? bad : k))
                                                .isZero();
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void overflowOfTheResultsFormatIsInfiniteAndReported(Kernels kernels) {
        Epilogue check = new Epilogue(null, 0, null, true);
        for (int n : new int[] {1, 2, 37}) {
            Numbers out = filled(Dtype.FLOAT16, 3 * n, 0);
            Matrix b = Matrix.rowMajor(filled(Dtype.FLOAT16, 2 * n, 1), 0, n);
            // 65520 lies in the middle between the largest float16 and the next power of two: it becomes infinite.
            Matrix largest = Matrix.rowMajor(filled(Dtype.FLOAT32, 6, 32759.998f), 0, 2);
            assertThat(kernels.gemm(3, n, 2, largest, b, check, out, 0)).isTrue();
            assertThat(out.halves()).containsOnly((short) 0x7BFF);
            Matrix tooLarge = Matrix.rowMajor(filled(Dtype.FLOAT32, 6, 32760), 0, 2);
            assertThat(kernels.gemm(3, n, 2, tooLarge, b, check, out, 0)).isFalse();
            assertThat(out.halves()).containsOnly((short) 0x7C00);
            assertThat(kernels.gemm(3, n, 2, tooLarge, b, Epilogue.NONE, out, 0))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyFloat16CountsAsWhatItIs(Kernels kernels) {
        // Times one, summed with zeros: the product is the number itself, subnormals, infinities and NaN included.
        short[] all = new short[1 << 16];
        for (int i = 0; i < all.length; i++) {
            all[i] = (short) i;
        }
        Numbers bits = new Halves(Dtype.FLOAT16, all);
        Numbers one = filled(Dtype.FLOAT16, 1, 1);
        float[] asColumn = new float[all.length];
        float[] asRow = new float[all.length];
        kernels.gemm(
                all.length,
                1,
                1,
                Matrix.rowMajor(bits, 0, 1),
                Matrix.rowMajor(one, 0, 1),
                Epilogue.NONE,
                new Floats(asColumn),
                0);
        kernels.gemm(
                1,
                all.length,
                1,
                Matrix.rowMajor(one, 0, 1),
                Matrix.rowMajor(bits, 0, all.length),
                Epilogue.NONE,
                new Floats(asRow),
                0);
        for (int i = 0; i < all.length; i++) {
            // A sum of +0 and -0 is +0.
            Float number = Float16.toFloat((short) i) + 0f;
            assertThat(asColumn[i]).isEqualTo(number);
            assertThat(asRow[i]).isEqualTo(number);
        }
        // Each of them in each place of a dot product.
        for (int k : new int[] {1, 40, 100}) {
            float[] ones = new float[k];
            Arrays.fill(ones, 1);
            for (int i = 0; i < all.length; i += 7) {
                Numbers x = filled(Dtype.FLOAT16, k, 0);
                x.halves()[i % k] = all[i];
                float[] dot = new float[1];
                kernels.gemm(
                        1,
                        1,
                        k,
                        Matrix.rowMajor(x, 0, k),
                        Matrix.rowMajor(new Floats(ones), 0, 1),
                        Epilogue.NONE,
                        new Floats(dot),
                        0);
                assertThat(dot[0]).isEqualTo(Float.valueOf(Float16.toFloat(all[i]) + 0f));
            }
        }
    }

    private static Numbers filled(Dtype dtype, int count, float value) {
        Numbers numbers = MatrixCase.numbers(dtype, count);
        float[] values = new float[count];
        Arrays.fill(values, value);
        numbers.write(0, values, 0, count);
        return numbers;
    }

    private static Matrix matrix(Numbers numbers, int rows, int columns, boolean transposed) {
        return transposed ? Matrix.rowMajor(numbers, 0, rows).transposed() : Matrix.rowMajor(numbers, 0, columns);
    }
}
