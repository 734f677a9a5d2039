package dev.halfcaf.benchmarks.peers;

import java.util.Locale;

/** What a {@link Task} computes. Sizes are rows x columns where nothing else is said. */
public enum Operation {
    /** Multiply-adds in registers and the first-level cache; the size is the number of threads that share the work. */
    FMA,
    /** {@code System.arraycopy}; the size is the number of bytes read and written together. */
    COPY,

    /** From the dtype to float32; the size is the number of elements. */
    CAST_TO_FLOAT32,
    /** From float32 to the dtype; the size is the number of elements. */
    CAST_FROM_FLOAT32,

    /** The product of an m x k and a k x n matrix; sizes m x k x n, operands and result in the dtype. */
    GEMM,
    /** {@link #GEMM} with the left matrix stored as k x m. */
    GEMM_TRANSPOSED_LEFT,
    /** {@link #GEMM} with the right matrix stored as n x k. */
    GEMM_TRANSPOSED_RIGHT,
    /** A matrix times a column. */
    MATRIX_TIMES_COLUMN,
    /** A row, as a batch of one example is, times a matrix. */
    ROW_TIMES_MATRIX,

    /** Whether a float32 gradient is finite when the loss scale is divided out; reads only. The size: elements. */
    UNSCALE_AND_CHECK,
    /** Adam on a float32 variable, with unscaling, finite check and a copy in the dtype; the size: elements. */
    ADAM,
    /** {@link #ADAM} as a chain of elementwise ops. */
    ADAM_UNFUSED,

    SOFTMAX,
    SOFTMAX_GRADIENT,
    LAYER_NORM,
    /** Each row to one number. */
    SUM_OF_ROWS,
    /** Each column to one number. */
    SUM_OF_COLUMNS,
    TRANSPOSE,
    RELU,
    RELU_GRADIENT,
    ADD,
    /** Adds one row to all rows. */
    ADD_ROW,
    /** Multiplies each row by a number of its own. */
    MULTIPLY_BY_COLUMN,

    /** A step of a perceptron 784-512-512-10 with Adam on a batch; the dtype is a policy, the size the batch. */
    TRAIN_STEP,
    /** {@link #TRAIN_STEP} without generated layers and without a generated step. */
    TRAIN_STEP_BY_HAND;

    /** The name in a task's text. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Operation parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
