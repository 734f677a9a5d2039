package dev.halfcaf.kernel.vector;

import static dev.halfcaf.kernel.vector.Species.FLOATS;

import dev.halfcaf.device.BinaryOp;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Functions of two floats, a loop for each, as in {@link VectorUnary}. Counts are whole numbers of vectors. */
final class VectorBinary {
    private static final int SIGN = 1 << 31;
    private static final int ONE = Float.floatToRawIntBits(1);

    private VectorBinary() {}

    static void binary(BinaryOp op, float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        switch (op) {
            case ADD -> add(a, aFrom, b, bFrom, out, outFrom, count);
            case SUB -> subtract(a, aFrom, b, bFrom, out, outFrom, count);
            case MUL -> multiply(a, aFrom, b, bFrom, out, outFrom, count);
            case DIV -> divide(a, aFrom, b, bFrom, out, outFrom, count);
            case POW -> VectorElementary.ofThisThread().pow(a, aFrom, b, bFrom, out, outFrom, count);
            case MAXIMUM -> maximum(a, aFrom, b, bFrom, out, outFrom, count);
            case MINIMUM -> minimum(a, aFrom, b, bFrom, out, outFrom, count);
            case ABS_GRADIENT -> absGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case SQUARE_GRADIENT -> squareGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case SQRT_GRADIENT -> rootGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case TANH_GRADIENT -> tanhGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case SIGMOID_GRADIENT -> sigmoidGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case RELU_GRADIENT -> reluGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case GELU_GRADIENT -> VectorElementary.ofThisThread().geluGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case SILU_GRADIENT -> VectorElementary.ofThisThread().siluGradient(a, aFrom, b, bFrom, out, outFrom, count);
            case LOGICAL_AND, LOGICAL_OR ->
                throw new IllegalArgumentException(op + " is defined for bool, not for floating numbers.");
        }
    }

    private static void add(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.add(y).intoArray(out, outFrom + i);
        }
    }

    private static void subtract(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.sub(y).intoArray(out, outFrom + i);
        }
    }

    private static void multiply(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.mul(y).intoArray(out, outFrom + i);
        }
    }

    private static void divide(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.div(y).intoArray(out, outFrom + i);
        }
    }

    private static void maximum(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.max(y).intoArray(out, outFrom + i);
        }
    }

    private static void minimum(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.min(y).intoArray(out, outFrom + i);
        }
    }

    private static void absGradient(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            // 1 with the number's sign; a zero and NaN are themselves.
            FloatVector one = y.reinterpretAsInts().and(SIGN).or(ONE).reinterpretAsFloats();
            FloatVector signum = y.blend(one, y.abs().compare(VectorOperators.GT, 0f));
            x.mul(signum).intoArray(out, outFrom + i);
        }
    }

    private static void squareGradient(
            float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.mul(2f).mul(y).intoArray(out, outFrom + i);
        }
    }

    private static void rootGradient(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.div(y.mul(2f)).intoArray(out, outFrom + i);
        }
    }

    private static void tanhGradient(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.mul(FloatVector.broadcast(FLOATS, 1f).sub(y.mul(y))).intoArray(out, outFrom + i);
        }
    }

    private static void sigmoidGradient(
            float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            x.mul(y).mul(FloatVector.broadcast(FLOATS, 1f).sub(y)).intoArray(out, outFrom + i);
        }
    }

    private static void reluGradient(float[] a, int aFrom, float[] b, int bFrom, float[] out, int outFrom, int count) {
        int step = Species.floatStep;
        for (int i = 0; i < count; i += step) {
            FloatVector x = FloatVector.fromArray(FLOATS, a, aFrom + i);
            FloatVector y = FloatVector.fromArray(FLOATS, b, bFrom + i);
            FloatVector.zero(FLOATS).blend(x, y.compare(VectorOperators.GT, 0f)).intoArray(out, outFrom + i);
        }
    }
}
