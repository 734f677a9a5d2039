package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.FLOATS;

import dev.halfcaf.device.UnaryOp;
import jdk.incubator.vector.FloatVector;

/**
 * Functions of one float, a loop for each: only what stands in the loop is sure to be compiled without objects. Counts are
 * whole numbers of vectors.
 */
final class VectorUnary {
    private VectorUnary() {}

    static void unary(UnaryOp op, float[] in, int inFrom, float[] out, int outFrom, int count) {
        switch (op) {
            case NEG -> negative(in, inFrom, out, outFrom, count);
            case ABS -> absolute(in, inFrom, out, outFrom, count);
            case SQUARE -> square(in, inFrom, out, outFrom, count);
            case SQRT -> root(in, inFrom, out, outFrom, count);
            case EXP -> VectorElementary.ofThisThread().exp(in, inFrom, out, outFrom, count);
            case LOG -> VectorElementary.ofThisThread().log(in, inFrom, out, outFrom, count);
            case TANH -> VectorElementary.ofThisThread().tanh(in, inFrom, out, outFrom, count);
            case SIGMOID -> VectorElementary.ofThisThread().sigmoid(in, inFrom, out, outFrom, count);
            case RELU -> relu(in, inFrom, out, outFrom, count);
            case GELU -> VectorElementary.ofThisThread().gelu(in, inFrom, out, outFrom, count);
            case SILU -> VectorElementary.ofThisThread().silu(in, inFrom, out, outFrom, count);
            case LOGICAL_NOT ->
                throw new IllegalArgumentException(op + " is defined for bool, not for floating numbers.");
        }
    }

    private static void negative(float[] in, int inFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, in, inFrom + i);
            x.neg().intoArray(out, outFrom + i);
        }
    }

    private static void absolute(float[] in, int inFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, in, inFrom + i);
            x.abs().intoArray(out, outFrom + i);
        }
    }

    private static void square(float[] in, int inFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, in, inFrom + i);
            x.mul(x).intoArray(out, outFrom + i);
        }
    }

    private static void root(float[] in, int inFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, in, inFrom + i);
            x.sqrt().intoArray(out, outFrom + i);
        }
    }

    private static void relu(float[] in, int inFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, in, inFrom + i);
            x.max(0f).intoArray(out, outFrom + i);
        }
    }
}
