package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of summation that the plain product promises, bit for bit, across the edges of its blocks. */
class PlainGemmTest {
    private final Random random = new Random(17);

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,4,5", "127,255,127", "128,256,128", "129,257,129", "2,300,513", "300,2,3", "1,1,1000"})
    void sumsInOrderOfK(int m, int n, int k) {
        float[] a = gaussian(m * k);
        float[] b = gaussian(k * n);
        float[] c = new float[m * n];
        double[] inDouble = new double[m * n];

        new PlainKernels().gemm(m, n, k, matrix(a, k), matrix(b, n), Epilogue.NONE, new Floats(c), 0);
        new PlainKernels().gemmInDouble(m, n, k, matrix(a, k), matrix(b, n), Epilogue.NONE, new Doubles(inDouble), 0);

        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                double doubleSum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[i * k + p] * b[p * n + j];
                    doubleSum += (double) a[i * k + p] * b[p * n + j];
                }
                assertThat(c[i * n + j]).isEqualTo(sum);
                assertThat(inDouble[i * n + j]).isEqualTo(doubleSum);
            }
        }
    }

    private float[] gaussian(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static Matrix matrix(float[] numbers, int columns) {
        return Matrix.rowMajor(new Floats(numbers), 0, columns);
    }
}
