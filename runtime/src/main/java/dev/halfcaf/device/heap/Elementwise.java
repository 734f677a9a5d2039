package dev.halfcaf.device.heap;

import dev.halfcaf.Dtype;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.kernel.KernelSet;
import dev.halfcaf.kernel.Kernels;

/** Functions of one and of two operands, block by block. */
final class Elementwise {
    private static final Kernels KERNELS = KernelSet.CHOSEN;
    private static final int RESULT = 2;

    private Elementwise() {}

    static void unary(UnaryOp op, NdArray in, NdArray out) {
        Operand operand = new Operand(in, out.shape(), 0);
        HeapStorage result = HeapDevice.storage(out);
        Format format = Format.of(in, out);
        for (int position = 0; position < out.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, out.elements() - position);
            switch (format) {
                case FLOAT -> unaryInFloat(op, operand, result, position, count);
                case DOUBLE -> unaryInDouble(op, operand, result, position, count);
                case LONG -> {
                    long[] values = operand.longs(position, count);
                    long[] block = Blocks.ofThisThread().longs(RESULT);
                    IntegerFunctions.unary(op, out.dtype(), values, operand.from(), block, count);
                    result.write(position, block, 0, count);
                }
            }
        }
    }

    private static void unaryInFloat(UnaryOp op, Operand operand, HeapStorage result, int position, int count) {
        float[] values = operand.floats(position, count);
        if (result.dtype() == Dtype.FLOAT32) {
            KERNELS.unary(op, values, operand.from(), result.floats(), position, count);
        } else {
            float[] block = Blocks.ofThisThread().floats(RESULT);
            KERNELS.unary(op, values, operand.from(), block, 0, count);
            result.write(position, block, 0, count);
        }
    }

    private static void unaryInDouble(UnaryOp op, Operand operand, HeapStorage result, int position, int count) {
        double[] values = operand.doubles(position, count);
        if (result.dtype() == Dtype.FLOAT64) {
            KERNELS.unary(op, values, operand.from(), result.doubles(), position, count);
        } else {
            double[] block = Blocks.ofThisThread().doubles(RESULT);
            KERNELS.unary(op, values, operand.from(), block, 0, count);
            result.write(position, block, 0, count);
        }
    }

    static void binary(BinaryOp op, NdArray a, NdArray b, NdArray out) {
        Operand left = new Operand(a, out.shape(), 0);
        Operand right = new Operand(b, out.shape(), 1);
        HeapStorage result = HeapDevice.storage(out);
        Format format = Format.of(a, b, out);
        for (int position = 0; position < out.elements(); position += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, out.elements() - position);
            switch (format) {
                case FLOAT -> binaryInFloat(op, left, right, result, position, count);
                case DOUBLE -> binaryInDouble(op, left, right, result, position, count);
                case LONG -> {
                    long[] x = left.longs(position, count);
                    long[] y = right.longs(position, count);
                    long[] block = Blocks.ofThisThread().longs(RESULT);
                    IntegerFunctions.binary(op, out.dtype(), x, left.from(), y, right.from(), block, count);
                    result.write(position, block, 0, count);
                }
            }
        }
    }

    private static void binaryInFloat(
            BinaryOp op, Operand left, Operand right, HeapStorage result, int position, int count) {
        float[] a = left.floats(position, count);
        float[] b = right.floats(position, count);
        if (result.dtype() == Dtype.FLOAT32) {
            KERNELS.binary(op, a, left.from(), b, right.from(), result.floats(), position, count);
        } else {
            float[] block = Blocks.ofThisThread().floats(RESULT);
            KERNELS.binary(op, a, left.from(), b, right.from(), block, 0, count);
            result.write(position, block, 0, count);
        }
    }

    private static void binaryInDouble(
            BinaryOp op, Operand left, Operand right, HeapStorage result, int position, int count) {
        double[] a = left.doubles(position, count);
        double[] b = right.doubles(position, count);
        if (result.dtype() == Dtype.FLOAT64) {
            KERNELS.binary(op, a, left.from(), b, right.from(), result.doubles(), position, count);
        } else {
            double[] block = Blocks.ofThisThread().doubles(RESULT);
            KERNELS.binary(op, a, left.from(), b, right.from(), block, 0, count);
            result.write(position, block, 0, count);
        }
    }
}
