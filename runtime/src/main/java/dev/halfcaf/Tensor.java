package dev.halfcaf;

import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.autograd.Node;
import dev.halfcaf.autograd.Op;
import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.ComparisonOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.UnaryOp;
import dev.halfcaf.qualifier.BFloat16;
import dev.halfcaf.qualifier.Bool;
import dev.halfcaf.qualifier.Float16;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Float64;
import dev.halfcaf.qualifier.Floating;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Int64;
import dev.halfcaf.qualifier.Integral;
import dev.halfcaf.qualifier.Numeric;
import dev.halfcaf.qualifier.ResultDtype;
import dev.halfcaf.qualifier.SameDtype;
import dev.halfcaf.qualifier.Sensitive;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of one {@link Dtype} in a {@link Shape}. Immutable; there is nothing to close.
 *
 * <p><b>Dtypes</b> never change by themselves. Operands of an op have one dtype, and so has its result; the only way from
 * one to another is {@link #cast}. A mismatch is a {@link DtypeMismatchException} here, and an error at build time where
 * the checker sees it. Constants, as in {@code x.mul(0.5)}, are rounded to the tensor's dtype; an integer tensor takes
 * whole numbers only. The half dtypes compute in float32 and round each result once; sums and matrix products accumulate
 * in float32.
 *
 * <p><b>Shapes</b> of elementwise operands broadcast by NumPy's rule. Axes count from 0, or from -1 backwards.
 *
 * <p><b>Training.</b> While a train step runs, tensors that come from its model's variables carry how they were computed.
 * They live as long as the step; to keep one, {@link #detach} it, or read it out.
 */
public final class Tensor implements Operand {
    private final NdArray array;
    private final @Nullable Node node;

    Tensor(NdArray array, @Nullable Node node) {
        this.array = array;
        this.node = node;
    }

    /** The elements, without history. */
    NdArray array() {
        return array;
    }

    /** What the recording of a train step knows of this tensor; null where there is none. */
    @Nullable
    Node node() {
        return node;
    }

    /** Computes an op, and records it where an operand is recorded. */
    static Tensor apply(Op op, Tensor... operands) {
        NdArray[] inputs = new NdArray[operands.length];
        @Nullable Node[] nodes = new Node[operands.length];
        for (int i = 0; i < operands.length; i++) {
            inputs[i] = operands[i].array;
            nodes[i] = operands[i].node;
        }
        Recording recording = Recording.common(op.name(), nodes);
        if (recording == null || !op.isDifferentiable()) {
            return new Tensor(op.forward(new FreshMemory(inputs[0].device()), inputs), null);
        }
        NdArray output = op.forward(recording.memory(), inputs);
        return new Tensor(output, output.dtype().isFloating() ? recording.record(op, inputs, nodes, output) : null);
    }

    static Tensor[] tensors(Operand[] operands) {
        Tensor[] tensors = new Tensor[operands.length];
        for (int i = 0; i < operands.length; i++) {
            tensors[i] = operands[i].asTensor();
        }
        return tensors;
    }

    // ---- making tensors

    /** A float32 tensor of these values, in row-major order. */
    @Float32
    public static Tensor of(float[] values, Shape shape) {
        return Creation.of(values, values.length, shape, Dtype.FLOAT32);
    }

    /** A float64 tensor of these values, in row-major order. */
    @Float64
    public static Tensor of(double[] values, Shape shape) {
        return Creation.of(values, values.length, shape, Dtype.FLOAT64);
    }

    /** A tensor of these values, in row-major order, each rounded once to {@code dtype} as {@link #cast} does. */
    public static Tensor of(double[] values, Shape shape, @ResultDtype Dtype dtype) {
        return Creation.rounded(values, shape, dtype);
    }

    /** An int32 tensor of these values, in row-major order. */
    @Int32
    public static Tensor of(int[] values, Shape shape) {
        return Creation.of(values, values.length, shape, Dtype.INT32);
    }

    /** An int64 tensor of these values, in row-major order. */
    @Int64
    public static Tensor of(long[] values, Shape shape) {
        return Creation.of(values, values.length, shape, Dtype.INT64);
    }

    /** A bool tensor of these values, in row-major order. */
    @Bool
    public static Tensor of(boolean[] values, Shape shape) {
        return Creation.of(values, values.length, shape, Dtype.BOOL);
    }

    /** A float16 tensor from the bits of IEEE 754 binary16 numbers. */
    @Float16
    public static Tensor ofFloat16Bits(short[] bits, Shape shape) {
        return Creation.of(bits, bits.length, shape, Dtype.FLOAT16);
    }

    /** A bfloat16 tensor from the bits of bfloat16 numbers. */
    @BFloat16
    public static Tensor ofBFloat16Bits(short[] bits, Shape shape) {
        return Creation.of(bits, bits.length, shape, Dtype.BFLOAT16);
    }

    /** A tensor without axes. */
    public static Tensor scalar(@SameDtype double value, @ResultDtype Dtype dtype) {
        return Creation.full(Shape.scalar(), value, dtype);
    }

    /** A float32 tensor of zeros. */
    @Float32
    public static Tensor zeros(Shape shape) {
        return Creation.full(shape, 0, Dtype.FLOAT32);
    }

    /** A tensor of zeros; of false, in bool. */
    public static Tensor zeros(Shape shape, @ResultDtype Dtype dtype) {
        return Creation.full(shape, 0, dtype);
    }

    /** A float32 tensor of ones. */
    @Float32
    public static Tensor ones(Shape shape) {
        return Creation.full(shape, 1, Dtype.FLOAT32);
    }

    /** A tensor of ones; of true, in bool. */
    public static Tensor ones(Shape shape, @ResultDtype Dtype dtype) {
        return Creation.full(shape, 1, dtype);
    }

    /** A tensor whose elements are all {@code value}, rounded to {@code dtype}. */
    public static Tensor full(Shape shape, @SameDtype double value, @ResultDtype Dtype dtype) {
        return Creation.full(shape, value, dtype);
    }

    /** The int32 tensor 0, 1, ... {@code end - 1}; empty where {@code end} is not positive. */
    @Int32
    public static Tensor arange(int end) {
        return Creation.arange(0, end, 1, Dtype.INT32);
    }

    /**
     * {@code start}, {@code start + step}, {@code start + 2 * step} ... before {@code end}, as one axis.
     *
     * @throws DtypeMismatchException if the dtype is bool
     * @throws IllegalArgumentException if the step is 0, or there are more than 2^31 - 1 elements
     */
    public static Tensor arange(double start, double end, double step, @Numeric @ResultDtype Dtype dtype) {
        return Creation.arange(start, end, step, dtype);
    }

    /** A float32 tensor drawn from the standard normal distribution, with fresh entropy: other numbers in every run. */
    @Float32
    public static Tensor randomNormal(Shape shape) {
        return randomNormal(shape, Dtype.FLOAT32);
    }

    /** A tensor drawn from the standard normal distribution, with fresh entropy: other numbers in every run. */
    public static Tensor randomNormal(Shape shape, @Floating @ResultDtype Dtype dtype) {
        return randomNormal(shape, dtype, new SplittableRandom());
    }

    /** A tensor drawn from the standard normal distribution in double, each number then rounded once. */
    public static Tensor randomNormal(Shape shape, @Floating @ResultDtype Dtype dtype, RandomGenerator generator) {
        return Creation.random("randomNormal", shape, dtype, generator::nextGaussian);
    }

    /** A float32 tensor drawn evenly from [0, 1), with fresh entropy: other numbers in every run. */
    @Float32
    public static Tensor randomUniform(Shape shape) {
        return randomUniform(shape, Dtype.FLOAT32);
    }

    /** A tensor drawn evenly from [0, 1), with fresh entropy: other numbers in every run. */
    public static Tensor randomUniform(Shape shape, @Floating @ResultDtype Dtype dtype) {
        return randomUniform(shape, dtype, new SplittableRandom());
    }

    /** A tensor drawn evenly from [0, 1) in double, each number then rounded once; so 1 may occur. */
    public static Tensor randomUniform(Shape shape, @Floating @ResultDtype Dtype dtype, RandomGenerator generator) {
        return Creation.random("randomUniform", shape, dtype, generator::nextDouble);
    }

    // ---- what a tensor is

    /** This tensor. */
    @Override
    @SameDtype
    public Tensor asTensor() {
        return this;
    }

    /** The element type. */
    @SameDtype
    public Dtype dtype() {
        return array.dtype();
    }

    /** The sizes of the axes. */
    public Shape shape() {
        return array.shape();
    }

    /** The number of elements. */
    public int size() {
        return array.elements();
    }

    // ---- arithmetic

    /**
     * The matrix product over the last two axes; axes before them broadcast, so a matrix on the right multiplies every
     * matrix of a batch. Accumulates in float32, or in float64 for float64.
     *
     * @param right (..., k, n) for this tensor of (..., m, k)
     * @return (..., m, n)
     */
    @SameDtype
    @Floating
    public Tensor matmul(@SameDtype @Floating Operand right) {
        return Arithmetic.matmul(this, right);
    }

    /**
     * {@code this W + b}: a dense layer's product and bias in one op, which rounds once, behind both.
     *
     * @param kernel W, (k, n) for this tensor of (..., k)
     * @param bias b, (n,)
     * @return (..., n)
     */
    @SameDtype
    @Floating
    public Tensor linear(@SameDtype @Floating Operand kernel, @SameDtype @Floating Operand bias) {
        return Arithmetic.linear(this, kernel, bias, null);
    }

    /** {@link #linear(Operand, Operand)}, and then a function of that; in one op where the function allows it. */
    @SameDtype
    @Floating
    public Tensor linear(
            @SameDtype @Floating Operand kernel, @SameDtype @Floating Operand bias, Activation activation) {
        return Arithmetic.linear(this, kernel, bias, activation);
    }

    /** {@code this + right}, elementwise. */
    @SameDtype
    @Numeric
    public Tensor add(@SameDtype Operand right) {
        return Arithmetic.binary(BinaryOp.ADD, this, right);
    }

    /** {@code this + right}. */
    @SameDtype
    @Numeric
    public Tensor add(@SameDtype double right) {
        return Arithmetic.binary(BinaryOp.ADD, this, right);
    }

    /** {@code this - right}, elementwise. */
    @SameDtype
    @Numeric
    public Tensor sub(@SameDtype Operand right) {
        return Arithmetic.binary(BinaryOp.SUB, this, right);
    }

    /** {@code this - right}. */
    @SameDtype
    @Numeric
    public Tensor sub(@SameDtype double right) {
        return Arithmetic.binary(BinaryOp.SUB, this, right);
    }

    /** {@code this * right}, elementwise. */
    @SameDtype
    @Numeric
    public Tensor mul(@SameDtype Operand right) {
        return Arithmetic.binary(BinaryOp.MUL, this, right);
    }

    /** {@code this * right}. */
    @SameDtype
    @Numeric
    public Tensor mul(@SameDtype double right) {
        return Arithmetic.binary(BinaryOp.MUL, this, right);
    }

    /**
     * {@code this / right}, elementwise. Integers divide as Java's do, towards zero.
     *
     * @throws ArithmeticException if integers are divided by zero
     */
    @SameDtype
    @Numeric
    public Tensor div(@SameDtype Operand right) {
        return Arithmetic.binary(BinaryOp.DIV, this, right);
    }

    /**
     * {@code this / right}. Integers divide as Java's do, towards zero.
     *
     * @throws ArithmeticException if integers are divided by zero
     */
    @SameDtype
    @Numeric
    public Tensor div(@SameDtype double right) {
        return Arithmetic.binary(BinaryOp.DIV, this, right);
    }

    /** The larger of two elements; NaN if one is NaN. At a tie, each operand gets half of the gradient. */
    @SameDtype
    @Numeric
    public Tensor maximum(@SameDtype Operand right) {
        return Arithmetic.binary(BinaryOp.MAXIMUM, this, right);
    }

    /** The smaller of two elements; NaN if one is NaN. At a tie, each operand gets half of the gradient. */
    @SameDtype
    @Numeric
    public Tensor minimum(@SameDtype Operand right) {
        return Arithmetic.binary(BinaryOp.MINIMUM, this, right);
    }

    /** Elements below {@code lowest} become it, those above {@code highest} become that. Where so, the gradient is 0. */
    @SameDtype
    @Numeric
    public Tensor clip(@SameDtype double lowest, @SameDtype double highest) {
        return Arithmetic.clip(this, lowest, highest);
    }

    /** {@code -this}. */
    @SameDtype
    @Numeric
    public Tensor neg() {
        return Arithmetic.unary(UnaryOp.NEG, this);
    }

    /** The absolute value. Its gradient at 0 is 0. */
    @SameDtype
    @Numeric
    public Tensor abs() {
        return Arithmetic.unary(UnaryOp.ABS, this);
    }

    /** {@code this * this}. */
    @Sensitive
    @SameDtype
    @Numeric
    public Tensor square() {
        return Arithmetic.unary(UnaryOp.SQUARE, this);
    }

    /** The square root; NaN below 0. */
    @SameDtype
    @Floating
    public Tensor sqrt() {
        return Arithmetic.unary(UnaryOp.SQRT, this);
    }

    /** {@code this^exponent}. The exponent is not rounded to a half dtype. */
    @Sensitive
    @SameDtype
    @Floating
    public Tensor pow(double exponent) {
        return Arithmetic.pow(this, exponent);
    }

    /** {@code e^this}; infinite in float16 from 11.09 on. */
    @Sensitive
    @SameDtype
    @Floating
    public Tensor exp() {
        return Arithmetic.unary(UnaryOp.EXP, this);
    }

    /** The natural logarithm; minus infinity at 0, NaN below. */
    @SameDtype
    @Floating
    public Tensor log() {
        return Arithmetic.unary(UnaryOp.LOG, this);
    }

    /** The hyperbolic tangent. */
    @SameDtype
    @Floating
    public Tensor tanh() {
        return Arithmetic.unary(UnaryOp.TANH, this);
    }

    /** {@code 1 / (1 + e^-this)}. */
    @SameDtype
    @Floating
    public Tensor sigmoid() {
        return Arithmetic.unary(UnaryOp.SIGMOID, this);
    }

    /** {@code max(this, 0)}. Its gradient at 0 is 0. */
    @SameDtype
    @Floating
    public Tensor relu() {
        return Arithmetic.unary(UnaryOp.RELU, this);
    }

    /** {@code this * Phi(this)}, with the normal distribution function Phi: the exact form, by erf, not that by tanh. */
    @SameDtype
    @Floating
    public Tensor gelu() {
        return Arithmetic.unary(UnaryOp.GELU, this);
    }

    /** {@code this * sigmoid(this)}, also called swish. */
    @SameDtype
    @Floating
    public Tensor silu() {
        return Arithmetic.unary(UnaryOp.SILU, this);
    }

    /**
     * For training: each element becomes 0 with probability {@code rate}, and is divided by {@code 1 - rate} else, so that
     * its expected value stays. One number is drawn from the generator, and decides for all elements.
     *
     * @param rate from 0, with it, to 1, without it
     * @param random a layer's {@link Layer#random}, for the same bits in every run
     * @throws IllegalArgumentException if the rate is out of range
     */
    @SameDtype
    @Floating
    public Tensor dropout(double rate, RandomGenerator random) {
        return Arithmetic.dropout(this, rate, random);
    }

    // ---- along axes

    /** {@code e^this}, divided by its sum along an axis; computed stably. */
    @SameDtype
    @Floating
    public Tensor softmax(int axis) {
        return Reductions.softmax(this, axis, false);
    }

    /** The logarithm of {@link #softmax}; computed stably. */
    @SameDtype
    @Floating
    public Tensor logSoftmax(int axis) {
        return Reductions.softmax(this, axis, true);
    }

    /** The sum along these axes, which vanish; along all, if none is named. */
    @Sensitive
    @SameDtype
    @Numeric
    public Tensor sum(int... axes) {
        return Reductions.reduce(ReductionOp.SUM, this, axes, false);
    }

    /** The sum along these axes, or all if the array is empty; they stay with size 1 if {@code keepAxes}. */
    @Sensitive
    @SameDtype
    @Numeric
    public Tensor sum(int[] axes, boolean keepAxes) {
        return Reductions.reduce(ReductionOp.SUM, this, axes, keepAxes);
    }

    /** The mean along these axes, which vanish; along all, if none is named. NaN over no elements. */
    @SameDtype
    @Floating
    public Tensor mean(int... axes) {
        return Reductions.reduce(ReductionOp.MEAN, this, axes, false);
    }

    /** The mean along these axes, or all if the array is empty; they stay with size 1 if {@code keepAxes}. */
    @SameDtype
    @Floating
    public Tensor mean(int[] axes, boolean keepAxes) {
        return Reductions.reduce(ReductionOp.MEAN, this, axes, keepAxes);
    }

    /** The product along these axes, which vanish; along all, if none is named. */
    @Sensitive
    @SameDtype
    @Numeric
    public Tensor prod(int... axes) {
        return Reductions.reduce(ReductionOp.PROD, this, axes, false);
    }

    /** The product along these axes, or all if the array is empty; they stay with size 1 if {@code keepAxes}. */
    @Sensitive
    @SameDtype
    @Numeric
    public Tensor prod(int[] axes, boolean keepAxes) {
        return Reductions.reduce(ReductionOp.PROD, this, axes, keepAxes);
    }

    /** The largest element along these axes, which vanish; along all, if none is named. Ties share the gradient. */
    @SameDtype
    @Numeric
    public Tensor max(int... axes) {
        return Reductions.reduce(ReductionOp.MAX, this, axes, false);
    }

    /** The largest element along these axes, or all if the array is empty; they stay with size 1 if {@code keepAxes}. */
    @SameDtype
    @Numeric
    public Tensor max(int[] axes, boolean keepAxes) {
        return Reductions.reduce(ReductionOp.MAX, this, axes, keepAxes);
    }

    /** The smallest element along these axes, which vanish; along all, if none is named. Ties share the gradient. */
    @SameDtype
    @Numeric
    public Tensor min(int... axes) {
        return Reductions.reduce(ReductionOp.MIN, this, axes, false);
    }

    /** The smallest element along these axes, or all if the array is empty; they stay with size 1 if {@code keepAxes}. */
    @SameDtype
    @Numeric
    public Tensor min(int[] axes, boolean keepAxes) {
        return Reductions.reduce(ReductionOp.MIN, this, axes, keepAxes);
    }

    /** The index of the first largest element along an axis, which vanishes. The receiver holds numbers. */
    @Int32
    @Numeric
    public Tensor argmax(int axis) {
        return Reductions.argmax(this, axis);
    }

    // ---- comparing and choosing

    /** {@code this == right}, elementwise. */
    @Bool
    public Tensor eq(@SameDtype Operand right) {
        return Arithmetic.compare(ComparisonOp.EQ, this, right);
    }

    /** {@code this == right}. */
    @Bool
    public Tensor eq(@SameDtype @Numeric double right) {
        return Arithmetic.compare(ComparisonOp.EQ, this, right);
    }

    /** {@code this != right}, elementwise; the one comparison that is true of NaN. */
    @Bool
    public Tensor ne(@SameDtype Operand right) {
        return Arithmetic.compare(ComparisonOp.NE, this, right);
    }

    /** {@code this != right}; the one comparison that is true of NaN. */
    @Bool
    public Tensor ne(@SameDtype @Numeric double right) {
        return Arithmetic.compare(ComparisonOp.NE, this, right);
    }

    /** {@code this < right}, elementwise. */
    @Bool
    public Tensor lt(@SameDtype Operand right) {
        return Arithmetic.compare(ComparisonOp.LT, this, right);
    }

    /** {@code this < right}. */
    @Bool
    public Tensor lt(@SameDtype @Numeric double right) {
        return Arithmetic.compare(ComparisonOp.LT, this, right);
    }

    /** {@code this <= right}, elementwise. */
    @Bool
    public Tensor le(@SameDtype Operand right) {
        return Arithmetic.compare(ComparisonOp.LE, this, right);
    }

    /** {@code this <= right}. */
    @Bool
    public Tensor le(@SameDtype @Numeric double right) {
        return Arithmetic.compare(ComparisonOp.LE, this, right);
    }

    /** {@code this > right}, elementwise. */
    @Bool
    public Tensor gt(@SameDtype Operand right) {
        return Arithmetic.compare(ComparisonOp.GT, this, right);
    }

    /** {@code this > right}. */
    @Bool
    public Tensor gt(@SameDtype @Numeric double right) {
        return Arithmetic.compare(ComparisonOp.GT, this, right);
    }

    /** {@code this >= right}, elementwise. */
    @Bool
    public Tensor ge(@SameDtype Operand right) {
        return Arithmetic.compare(ComparisonOp.GE, this, right);
    }

    /** {@code this >= right}. */
    @Bool
    public Tensor ge(@SameDtype @Numeric double right) {
        return Arithmetic.compare(ComparisonOp.GE, this, right);
    }

    /** {@code this && right}, elementwise, of bool tensors. */
    @SameDtype
    @Bool
    public Tensor logicalAnd(@SameDtype @Bool Operand right) {
        return Arithmetic.binary(BinaryOp.LOGICAL_AND, this, right);
    }

    /** {@code this || right}, elementwise, of bool tensors. */
    @SameDtype
    @Bool
    public Tensor logicalOr(@SameDtype @Bool Operand right) {
        return Arithmetic.binary(BinaryOp.LOGICAL_OR, this, right);
    }

    /** {@code !this}, of a bool tensor. */
    @SameDtype
    @Bool
    public Tensor logicalNot() {
        return Arithmetic.unary(UnaryOp.LOGICAL_NOT, this);
    }

    /** {@code condition ? a : b}, elementwise; all three broadcast. */
    @SameDtype
    public static Tensor where(@Bool Operand condition, @SameDtype Operand a, @SameDtype Operand b) {
        return Arithmetic.where(condition.asTensor(), a.asTensor(), b.asTensor());
    }

    // ---- moving and converting

    /**
     * The elements in another dtype; this tensor itself if it has it. Floating numbers round once, to nearest, ties to
     * even; floating to integer cuts the fraction off and saturates, NaN becomes 0; anything but 0 is true in bool.
     */
    public Tensor cast(@ResultDtype Dtype dtype) {
        return Rearranging.cast(this, dtype);
    }

    /**
     * A copy without history, which outlives a train step: gradients do not flow back through it (PyTorch's {@code
     * detach}, TensorFlow's {@code stop_gradient}).
     */
    @SameDtype
    public Tensor detach() {
        return Creation.detached(this);
    }

    /** The same elements, in the same order, under another shape. */
    @SameDtype
    public Tensor reshape(Shape shape) {
        return Rearranging.reshape(this, shape);
    }

    /** The same elements, in the same order, under other sizes; one of them may be -1, and is what is left. */
    @SameDtype
    public Tensor reshape(int... sizes) {
        return Rearranging.reshape(this, sizes);
    }

    /** The axes in opposite order: of a matrix, its transpose. */
    @SameDtype
    public Tensor transpose() {
        return Rearranging.transpose(this);
    }

    /** Axis i of the result is axis {@code permutation[i]} of this. */
    @SameDtype
    public Tensor transpose(int... permutation) {
        return Rearranging.transpose(this, permutation);
    }

    /** The operands one after the other along an axis; their other axes agree. */
    @SameDtype
    public static Tensor concat(int axis, @SameDtype Operand... operands) {
        return Rearranging.concat(axis, operands);
    }

    /**
     * The part from {@code start}, with it, to {@code end}, without it, along an axis.
     *
     * @throws IndexOutOfBoundsException if that is no range within the axis
     */
    @SameDtype
    public Tensor slice(int axis, int start, int end) {
        return Rearranging.slice(this, axis, start, end);
    }

    /**
     * The rows of this table with these ids: an embedding's lookup. Rows run along the first axis.
     *
     * @param ids int32 or int64 of any shape, each from 0 to {@code shape().size(0) - 1}
     * @return the ids' axes, then those of a row
     * @throws IndexOutOfBoundsException if an id is out of range
     */
    @SameDtype
    public Tensor gather(@Integral Operand ids) {
        return Rearranging.gather(this, ids.asTensor());
    }

    // ---- reading out

    /** The elements as floats, in row-major order, in a new array: exact for the half dtypes and float32, else rounded. */
    public float[] toFloatArray() {
        return Reading.floats(this);
    }

    /** The elements as doubles, in row-major order, in a new array: exact for all dtypes but int64 beyond 2^53. */
    public double[] toDoubleArray() {
        return Reading.doubles(this);
    }

    /** The elements of an int32 tensor, in row-major order, in a new array. */
    @Int32
    public int[] toIntArray() {
        return (int[]) Reading.exactly("toIntArray", this, Dtype.INT32);
    }

    /** The elements of an int32 or int64 tensor, in row-major order, in a new array. */
    @Integral
    public long[] toLongArray() {
        return Reading.longs("toLongArray", this);
    }

    /** The elements of a bool tensor, in row-major order, in a new array. */
    @Bool
    public boolean[] toBooleanArray() {
        return (boolean[]) Reading.exactly("toBooleanArray", this, Dtype.BOOL);
    }

    /** The bits of a float16 tensor's elements: what {@link #ofFloat16Bits} takes. */
    @Float16
    public short[] toFloat16Bits() {
        return (short[]) Reading.exactly("toFloat16Bits", this, Dtype.FLOAT16);
    }

    /** The bits of a bfloat16 tensor's elements: what {@link #ofBFloat16Bits} takes. */
    @BFloat16
    public short[] toBFloat16Bits() {
        return (short[]) Reading.exactly("toBFloat16Bits", this, Dtype.BFLOAT16);
    }

    /**
     * The element of a tensor that has one; true is 1.
     *
     * @throws IllegalStateException if there are more, or none
     */
    public double item() {
        return Reading.item(this);
    }

    /** Elements, dtype and shape in the manner of NumPy; of more than 1000 elements, the outer ones. */
    @Override
    public String toString() {
        return TensorText.of(this);
    }
}
