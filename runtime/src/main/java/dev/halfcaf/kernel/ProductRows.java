package dev.halfcaf.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The end of a matrix product: takes the sums of a block, row by row while they are in cache, through the
 * {@link Epilogue} and writes them. Each thread that works at a product has one of these.
 */
public final class ProductRows {
    private final Kernels kernels;
    private final float[] bias;
    private final float[] sums;
    private final float[] activated;

    private @Nullable Product product;
    private int first;
    private int columns;
    private int largestFinite;
    private boolean finite;

    /**
     * @param kernels who compute the activation
     * @param width the most columns that a block has
     */
    public ProductRows(Kernels kernels, int width) {
        this.kernels = kernels;
        this.bias = new float[width];
        this.sums = new float[width];
        this.activated = new float[width];
    }

    /** Begins a block of the product's result that has these columns. */
    public void begin(Product product, int firstColumn, int columns) {
        beginBlock(product, product.outFrom() + firstColumn, columns);
        Epilogue epilogue = product.epilogue();
        if (epilogue.bias() != null) {
            epilogue.bias().read(epilogue.biasFrom() + firstColumn, bias, 0, columns);
        }
    }

    /** Begins a block of the one column that the product's result has: its row 0 is these rows of the column. */
    public void beginColumn(Product product, int firstRow, int rows) {
        beginBlock(product, product.outFrom() + firstRow, rows);
        Epilogue epilogue = product.epilogue();
        if (epilogue.bias() != null) {
            epilogue.bias().read(epilogue.biasFrom(), bias, 0, 1);
            Arrays.fill(bias, 0, rows, bias[0]);
        }
    }

    private void beginBlock(Product product, int first, int columns) {
        this.product = product;
        this.first = first;
        this.columns = columns;
        largestFinite = Float.floatToRawIntBits(largestFinite(product.out()));
        finite = true;
    }

    /** The largest float that is finite when it is written: in the halves, all but what rounds to infinity. */
    private static float largestFinite(Numbers out) {
        return switch (out.dtype()) {
            case FLOAT16 -> Math.nextDown(65520f);
            case BFLOAT16 -> Math.nextDown(0x1.FFp127f);
            default -> Float.MAX_VALUE;
        };
    }

    /** Where the caller puts the sums of a row of the block before {@link #write}. */
    public float[] sums() {
        return sums;
    }

    /** Finishes the block's columns of a row of the result. */
    public void write(int row) {
        write(row, sums, 0);
    }

    /** As {@link #write(int)}, from sums that stand elsewhere; they are changed. */
    public void write(int row, float[] from, int at) {
        Product all = product();
        float[] finished = from;
        int finishedFrom = at;
        if (all.epilogue().bias() != null) {
            for (int j = 0; j < columns; j++) {
                from[at + j] += bias[j];
            }
        }
        if (all.epilogue().activation() != null) {
            kernels.unary(all.epilogue().activation(), from, at, activated, 0, columns);
            finished = activated;
            finishedFrom = 0;
        }
        if (all.epilogue().checksFinite()) {
            finite &= largestMagnitude(finished, finishedFrom, columns) <= largestFinite;
        }
        all.out().write(first + row * all.n(), finished, finishedFrom, columns);
    }

    /** As bits, among which those of NaN are larger than infinity's. */
    private static int largestMagnitude(float[] numbers, int from, int count) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(numbers[from + i]) & Integer.MAX_VALUE);
        }
        return largest;
    }

    /** Whether all that was written since {@link #begin} is finite; true if the epilogue does not ask. */
    public boolean finite() {
        return finite;
    }

    private Product product() {
        if (product == null) {
            throw new IllegalStateException("A row is written before its block has begun.");
        }
        return product;
    }
}
