package dev.halfcaf.kernel;

import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.UnaryOp;

/**
 * Elementwise functions, one loop each: a loop with one simple body and one index is what the JIT compiler turns into
 * vector instructions.
 */
final class PlainElementwise {
    private PlainElementwise() {}

    static void unary(UnaryOp op, float[] in, int inFrom, float[] out, int outFrom, int count) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = -in[inFrom + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.abs(in[inFrom + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = in[inFrom + i] * in[inFrom + i];
                }
            }
            case SQRT -> {
                for (int i = 0; i < count; i++) {
                    // The double root rounded to float is the correctly rounded one; C2 makes it one float instruction.
                    out[outFrom + i] = (float) Math.sqrt(in[inFrom + i]);
                }
            }
            case EXP -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.exp(in[inFrom + i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.log(in[inFrom + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.tanh(in[inFrom + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.sigmoid(in[inFrom + i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.max(in[inFrom + i], 0f);
                }
            }
            case GELU -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.gelu(in[inFrom + i]);
                }
            }
            case SILU -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.silu(in[inFrom + i]);
                }
            }
            case LOGICAL_NOT -> throw notForFloating(op);
        }
    }

    static void unary(UnaryOp op, double[] in, int inFrom, double[] out, int outFrom, int count) {
        switch (op) {
            case NEG -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = -in[inFrom + i];
                }
            }
            case ABS -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.abs(in[inFrom + i]);
                }
            }
            case SQUARE -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = in[inFrom + i] * in[inFrom + i];
                }
            }
            case SQRT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.sqrt(in[inFrom + i]);
                }
            }
            case EXP -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.exp(in[inFrom + i]);
                }
            }
            case LOG -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.log(in[inFrom + i]);
                }
            }
            case TANH -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.tanh(in[inFrom + i]);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.sigmoid(in[inFrom + i]);
                }
            }
            case RELU -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.max(in[inFrom + i], 0.0);
                }
            }
            case GELU -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.gelu(in[inFrom + i]);
                }
            }
            case SILU -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.silu(in[inFrom + i]);
                }
            }
            case LOGICAL_NOT -> throw notForFloating(op);
        }
    }

    static void binary(BinaryOp op, float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] + b[bFrom + i];
                }
            }
            case SUB -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] - b[bFrom + i];
                }
            }
            case MUL -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] * b[bFrom + i];
                }
            }
            case DIV -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] / b[bFrom + i];
                }
            }
            case POW -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.pow(a[aFrom + i], b[bFrom + i]);
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.max(a[aFrom + i], b[bFrom + i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.min(a[aFrom + i], b[bFrom + i]);
                }
            }
            case ABS_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] * Math.signum(b[bFrom + i]);
                }
            }
            case SQUARE_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] * 2 * b[bFrom + i];
                }
            }
            case SQRT_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] / (2 * b[bFrom + i]);
                }
            }
            case TANH_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    float y = b[bFrom + i];
                    out[outFrom + i] = a[aFrom + i] * (1 - y * y);
                }
            }
            case SIGMOID_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    float y = b[bFrom + i];
                    out[outFrom + i] = a[aFrom + i] * y * (1 - y);
                }
            }
            case RELU_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = b[bFrom + i] > 0 ? a[aFrom + i] : 0;
                }
            }
            case GELU_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.geluGradient(a[aFrom + i], b[bFrom + i]);
                }
            }
            case SILU_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.siluGradient(a[aFrom + i], b[bFrom + i]);
                }
            }
            case LOGICAL_AND, LOGICAL_OR -> throw notForFloating(op);
        }
    }

    static void binary(
            BinaryOp op, double[] a, int aFrom, double[] b, int bFrom, double[] out, int outFrom, int count) {
        switch (op) {
            case ADD -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] + b[bFrom + i];
                }
            }
            case SUB -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] - b[bFrom + i];
                }
            }
            case MUL -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] * b[bFrom + i];
                }
            }
            case DIV -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] / b[bFrom + i];
                }
            }
            case POW -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.pow(a[aFrom + i], b[bFrom + i]);
                }
            }
            case MAXIMUM -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.max(a[aFrom + i], b[bFrom + i]);
                }
            }
            case MINIMUM -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = Math.min(a[aFrom + i], b[bFrom + i]);
                }
            }
            case ABS_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] * Math.signum(b[bFrom + i]);
                }
            }
            case SQUARE_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] * 2 * b[bFrom + i];
                }
            }
            case SQRT_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = a[aFrom + i] / (2 * b[bFrom + i]);
                }
            }
            case TANH_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    double y = b[bFrom + i];
                    out[outFrom + i] = a[aFrom + i] * (1 - y * y);
                }
            }
            case SIGMOID_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    double y = b[bFrom + i];
                    out[outFrom + i] = a[aFrom + i] * y * (1 - y);
                }
            }
            case RELU_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = b[bFrom + i] > 0 ? a[aFrom + i] : 0;
                }
            }
            case GELU_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.geluGradient(a[aFrom + i], b[bFrom + i]);
                }
            }
            case SILU_GRADIENT -> {
                for (int i = 0; i < count; i++) {
                    out[outFrom + i] = ElementaryFunctions.siluGradient(a[aFrom + i], b[bFrom + i]);
                }
            }
            case LOGICAL_AND, LOGICAL_OR -> throw notForFloating(op);
        }
    }

    private static IllegalArgumentException notForFloating(Enum<?> op) {
        return new IllegalArgumentException(op + " is defined for bool, not for floating numbers.");
    }
}
