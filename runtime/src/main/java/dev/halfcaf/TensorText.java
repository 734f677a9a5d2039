package dev.halfcaf;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.IntFunction;

/** Tensors as text, in the manner of NumPy. */
final class TensorText {
    /** NumPy's {@code threshold} and {@code edgeitems}. */
    private static final int LONGEST_IN_FULL = 1000;

    private static final int EDGE_ITEMS = 3;
    private static final int MOST_DIGITS = 17;
    /** Where {@link Double#toString} turns to an exponent. */
    private static final double LEAST_WITH_EXPONENT = 1e7;

    private final Shape shape;
    private final IntFunction<String> element;
    private final String indent;
    private final StringBuilder text = new StringBuilder();

    private TensorText(Shape shape, IntFunction<String> element, String indent) {
        this.shape = shape;
        this.element = element;
        this.indent = indent;
    }

    static String of(Tensor tensor) {
        String head = "Tensor(";
        String tail = ", dtype=" + tensor.dtype() + ", shape=" + tensor.shape() + ")";
        IntFunction<String> element;
        try {
            element = elements(tensor);
        } catch (IllegalStateException e) {
            return head + "of a training step that has ended" + tail;
        }
        TensorText writer = new TensorText(tensor.shape(), element, " ".repeat(head.length()));
        writer.append(0, 0);
        return head + writer.text + tail;
    }

    private static IntFunction<String> elements(Tensor tensor) {
        return switch (tensor.dtype()) {
            case BOOL -> {
                boolean[] values = tensor.toBooleanArray();
                yield i -> String.valueOf(values[i]);
            }
            case INT32, INT64 -> {
                long[] values = tensor.toLongArray();
                yield i -> String.valueOf(values[i]);
            }
            default -> {
                double[] values = tensor.toDoubleArray();
                yield i -> number(values[i], tensor.dtype());
            }
        };
    }

    private void append(int axis, int offset) {
        if (axis == shape.rank()) {
            text.append(element.apply(offset));
            return;
        }
        int stride = 1;
        for (int inner = axis + 1; inner < shape.rank(); inner++) {
            stride *= shape.size(inner);
        }
        int size = shape.size(axis);
        boolean abbreviated = shape.elements() > LONGEST_IN_FULL && size > 2 * EDGE_ITEMS;
        text.append('[');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                separate(axis);
            }
            if (abbreviated && i == EDGE_ITEMS) {
                text.append("...");
                i = size - EDGE_ITEMS - 1;
            } else {
                append(axis + 1, offset + i * stride);
            }
        }
        text.append(']');
    }

    /** A comma within a row; between rows also a line break, and one more for each further axis. */
    private void separate(int axis) {
        int innerAxes = shape.rank() - 1 - axis;
        text.append(',');
        if (innerAxes == 0) {
            text.append(' ');
        } else {
            text.append("\n".repeat(innerAxes)).append(indent).append(" ".repeat(axis + 1));
        }
    }

    /**
     * The shortest decimal that this dtype reads back as the same value: 0.1, not 0.0999755859375, in float16. Whole
     * numbers are written out, so that float16's largest is 65504.0, not 65500.0.
     */
    private static String number(double value, Dtype dtype) {
        if (dtype == Dtype.FLOAT64 || (Math.rint(value) == value && Math.abs(value) < LEAST_WITH_EXPONENT)) {
            return String.valueOf(value);
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal exact = new BigDecimal(value);
        double shortest = value;
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits)).doubleValue();
            if (dtype.round(shortest) == value) {
                break;
            }
        }
        return String.valueOf(shortest);
    }
}
