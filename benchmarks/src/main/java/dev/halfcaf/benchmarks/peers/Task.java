package dev.halfcaf.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something to compute, in the same words for all contestants; its text, such as {@code gemm/float16/256x784x512}, goes
 * from process to process.
 *
 * @param operation what is computed
 * @param dtype the dtype or the policy that it is computed in
 * @param sizes as {@link Operation} says
 */
public record Task(Operation operation, String dtype, List<Integer> sizes) {
    /** Numbers of the perceptron that is trained, from its input to its output. */
    static final List<Integer> PERCEPTRON = List.of(784, 512, 512, 10);

    public Task {
        sizes = List.copyOf(sizes);
    }

    static Task of(Operation operation, String dtype, Integer... sizes) {
        return new Task(operation, dtype, List.of(sizes));
    }

    /** The task of a text, as {@link #toString} gives it. */
    public static Task parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + text + "' is no task: operation/dtype/sizes is needed.");
        }
        return new Task(
                Operation.parse(parts[0]),
                parts[1],
                Arrays.stream(parts[2].split("x", -1)).map(Integer::valueOf).toList());
    }

    @Override
    public String toString() {
        return operation.text() + "/" + dtype + "/" + shape();
    }

    /** The sizes as text, such as {@code 256x784x512}. */
    String shape() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** One of the sizes. */
    public int size(int index) {
        return sizes.get(index);
    }

    /** The product of the sizes. */
    public int elements() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    /**
     * The bytes that must be read from operands and written to results, each once: what a perfect implementation moves.
     * 0 where bytes are no measure.
     */
    long bytes() {
        long width = dtype.equals("float32") ? 4 : 2;
        return switch (operation) {
            case FMA, TRAIN_STEP, TRAIN_STEP_BY_HAND -> 0;
            case COPY -> size(0);
            case CAST_TO_FLOAT32, CAST_FROM_FLOAT32 -> elements() * (4 + width);
            case GEMM, GEMM_TRANSPOSED_LEFT, GEMM_TRANSPOSED_RIGHT ->
                width * ((long) size(0) * size(1) + (long) size(1) * size(2) + (long) size(0) * size(2));
            case MATRIX_TIMES_COLUMN, ROW_TIMES_MATRIX -> width * (elements() + size(0) + size(1));
            case UNSCALE_AND_CHECK -> elements() * 4L;
            // The gradient is read twice, two moments and the variable once; moments, variable and copy are written.
            case ADAM, ADAM_UNFUSED -> elements() * (5 * 4 + 3 * 4 + width);
            case SOFTMAX, LAYER_NORM, TRANSPOSE, RELU -> elements() * 2 * width;
            case SOFTMAX_GRADIENT, RELU_GRADIENT, ADD -> elements() * 3 * width;
            case SUM_OF_ROWS, MULTIPLY_BY_COLUMN -> width * (factor() * elements() + size(0));
            case SUM_OF_COLUMNS, ADD_ROW -> width * (factor() * elements() + size(1));
        };
    }

    /** How often all elements go through memory. */
    private long factor() {
        return operation == Operation.ADD_ROW || operation == Operation.MULTIPLY_BY_COLUMN ? 2 : 1;
    }

    /** Additions and multiplications; 0 where bytes are the measure. */
    long operations() {
        return switch (operation) {
            case FMA -> FmaLoop.OPERATIONS;
            case GEMM, GEMM_TRANSPOSED_LEFT, GEMM_TRANSPOSED_RIGHT -> 2L * size(0) * size(1) * size(2);
            case TRAIN_STEP, TRAIN_STEP_BY_HAND -> {
                long weights = 0;
                for (int i = 1; i < PERCEPTRON.size(); i++) {
                    weights += (long) PERCEPTRON.get(i - 1) * PERCEPTRON.get(i);
                }
                // Forward, and backward for the weights and for the inputs; nobody asks for the gradient of the pixels.
                yield 2 * size(0) * (3 * weights - (long) PERCEPTRON.get(0) * PERCEPTRON.get(1));
            }
            default -> 0;
        };
    }
}
