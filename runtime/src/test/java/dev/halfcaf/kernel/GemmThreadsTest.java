package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.kernel.vector.VectorKernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Large products give the same bits for any number of threads, and for several callers at once. */
class GemmThreadsTest {
    // Blocks of the result, lines of a matrix times a vector, depths beyond one stretch.
    private static final int[][] SIZES = {
        {300, 270, 100}, {20, 600, 400}, {2000, 1, 700}, {1, 5000, 300}, {150, 140, 4500}
    };

    static Stream<Function<Workers, Kernels>> sets() {
        return Stream.of(PlainKernels::new, VectorKernels::new);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void sameBitsForAnyNumberOfThreads(Function<Workers, Kernels> set) {
        for (int[] size : SIZES) {
            for (int variant = 72; variant < 108; variant += 5) {
                MatrixCase matrices = matrices(size, variant);
                double[] alone = product(set.apply(new Workers(1)), matrices);
                for (int threads : new int[] {2, 3, 8}) {
                    assertSame(product(set.apply(new Workers(threads)), matrices.again()), alone);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void severalCallersGetTheirOwnResults(Function<Workers, Kernels> set) throws Exception {
        Kernels kernels = set.apply(new Workers(3));
        ExecutorService callers = Executors.newFixedThreadPool(SIZES.length);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int[] size : SIZES) {
                MatrixCase matrices = matrices(size, 80);
                double[] alone = product(set.apply(new Workers(1)), matrices);
                calls.add(() -> {
                    for (int round = 0; round < 5; round++) {
                        assertSame(product(kernels, matrices.again()), alone);
                    }
                    return null;
                });
            }
            for (Future<Void> call : callers.invokeAll(calls)) {
                call.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static MatrixCase matrices(int[] size, int variant) {
        return new MatrixCase(size[0], size[1], size[2], variant, new Random(3));
    }

    private static double[] product(Kernels kernels, MatrixCase matrices) {
        matrices.multiply(kernels, Epilogue.NONE);
        return matrices.results();
    }

    private static void assertSame(double[] actual, double[] expected) {
        if (!Arrays.equals(actual, expected)) { // of millions of numbers, one by one takes AssertJ a second
            assertThat(actual).isEqualTo(expected);
        }
    }
}
