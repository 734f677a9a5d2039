package dev.halfcaf;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake in calling an op: its whole message. */
final class OpErrorsTest {
    private static final Tensor F16 = Tensor.ones(Shape.of(2, 3), Dtype.FLOAT16);
    private static final Tensor F32 = Tensor.ones(Shape.of(2, 3));
    private static final Tensor I32 = Tensor.ones(Shape.of(2, 3), Dtype.INT32);
    private static final Tensor BOOL = Tensor.ones(Shape.of(2, 3), Dtype.BOOL);

    @ParameterizedTest
    @MethodSource({"dtypes", "floatingOnly", "images", "normalizations", "shapes", "constants"})
    void say(String message, Class<? extends Exception> type, Executable mistake) {
        assertThatExceptionOfType(type).isThrownBy(mistake::execute).withMessage(message);
    }

    static Stream<Arguments> dtypes() {
        return Stream.of(
                dtype(
                        "add: left is float16, right is float32. Fix: cast one of them, for example right.cast(Dtype.FLOAT16).",
                        () -> F16.add(F32)),
                dtype(
                        "matmul: left is float32, right is float16. Fix: cast one of them, for example"
                                + " right.cast(Dtype.FLOAT32).",
                        () -> F32.matmul(F16)),
                dtype(
                        "linear: left is float16, kernel is float32. Fix: cast one of them, for example"
                                + " kernel.cast(Dtype.FLOAT16).",
                        () -> F16.linear(F32, F16)),
                dtype(
                        "linear: left is float16, bias is float32. Fix: cast one of them, for example"
                                + " bias.asTensor().cast(Dtype.FLOAT16).",
                        () -> F16.linear(F16, (Operand) () -> F32)),
                dtype(
                        "linear: left is int32, but must be floating. Fix: cast it, for example left.cast(Dtype.FLOAT32).",
                        () -> I32.linear(I32, I32)),
                dtype(
                        "mul: left is int32, right is float16. Fix: cast one of them, for example left.cast(Dtype.FLOAT16).",
                        () -> I32.mul(F16)),
                dtype(
                        "sub: left is bool, right is int32. Fix: cast one of them, for example left.cast(Dtype.INT32).",
                        () -> BOOL.sub(I32)),
                dtype(
                        "div: left is int32, right is bool. Fix: cast one of them, for example right.cast(Dtype.INT32).",
                        () -> I32.div(BOOL)),
                dtype(
                        "maximum: left is float16, right is float32. Fix: cast one of them, for example"
                                + " right.cast(Dtype.FLOAT16).",
                        () -> F16.maximum(F32)),
                dtype(
                        "lt: left is float16, right is float32. Fix: cast one of them, for example right.cast(Dtype.FLOAT16).",
                        () -> F16.lt(F32)),
                dtype(
                        "add: left is float16, right is float32. Fix: cast one of them, for example"
                                + " right.asTensor().cast(Dtype.FLOAT16).",
                        () -> F16.add((Operand) () -> F32)),
                dtype(
                        "where: a is float16, b is float32. Fix: cast one of them, for example b.cast(Dtype.FLOAT16).",
                        () -> Tensor.where(BOOL, F16, F32)),
                dtype(
                        "where: condition is float16, but must be bool. Fix: compare it, for example condition.ne(0).",
                        () -> Tensor.where(F16, F16, F16)),
                dtype(
                        "concat: tensor0 is float16, tensor2 is float32. Fix: cast one of them, for example"
                                + " tensor2.cast(Dtype.FLOAT16).",
                        () -> Tensor.concat(0, F16, F16, F32)),
                dtype(
                        "logicalAnd: left is int32, but must be bool. Fix: compare it, for example left.ne(0).",
                        () -> I32.logicalAnd(BOOL)),
                dtype(
                        "logicalOr: right is int32, but must be bool. Fix: compare it, for example right.ne(0).",
                        () -> BOOL.logicalOr(I32)),
                dtype(
                        "logicalNot: x is int32, but must be bool. Fix: compare it, for example x.ne(0).",
                        () -> I32.logicalNot()),
                dtype(
                        "add: left is bool, but must be a number. Fix: cast it, for example left.cast(Dtype.INT32).",
                        () -> BOOL.add(BOOL)),
                dtype(
                        "eq: left is bool, but must be a number. Fix: cast it, for example left.cast(Dtype.INT32).",
                        () -> BOOL.eq(1)),
                dtype(
                        "neg: x is bool, but must be a number. Fix: cast it, for example x.cast(Dtype.INT32).",
                        BOOL::neg),
                dtype(
                        "sum: x is bool, but must be a number. Fix: cast it, for example x.cast(Dtype.INT32).",
                        BOOL::sum),
                dtype(
                        "argmax: x is bool, but must be a number. Fix: cast it, for example x.cast(Dtype.INT32).",
                        () -> BOOL.argmax(0)),
                dtype(
                        "clip: x is bool, but must be a number. Fix: cast it, for example x.cast(Dtype.INT32).",
                        () -> BOOL.clip(0, 1)),
                dtype(
                        "toIntArray: the tensor is float16, but must be int32. Fix: cast it: x.cast(Dtype.INT32).",
                        F16::toIntArray),
                dtype(
                        "toLongArray: the tensor is float16, but must be int64. Fix: cast it: x.cast(Dtype.INT64).",
                        F16::toLongArray),
                dtype(
                        "toBooleanArray: the tensor is int32, but must be bool. Fix: cast it: x.cast(Dtype.BOOL).",
                        I32::toBooleanArray),
                dtype(
                        "toFloat16Bits: the tensor is float32, but must be float16. Fix: cast it: x.cast(Dtype.FLOAT16).",
                        F32::toFloat16Bits),
                mistake(
                        "[IndexDtype] gather: ids are float32, but must be int32 or int64. Fix: cast them, for example"
                                + " ids.cast(Dtype.INT32).",
                        DtypeMismatchException.class,
                        () -> F32.gather(F32)));
    }

    static Stream<Arguments> floatingOnly() {
        Stream<Arguments> functions = Stream.<Arguments>of(
                        Arguments.of("sqrt", (Executable) I32::sqrt),
                        Arguments.of("exp", (Executable) I32::exp),
                        Arguments.of("log", (Executable) I32::log),
                        Arguments.of("tanh", (Executable) I32::tanh),
                        Arguments.of("sigmoid", (Executable) I32::sigmoid),
                        Arguments.of("relu", (Executable) I32::relu),
                        Arguments.of("pow", (Executable) () -> I32.pow(2)),
                        Arguments.of("mean", (Executable) I32::mean),
                        Arguments.of("softmax", (Executable) () -> I32.softmax(0)),
                        Arguments.of("logSoftmax", (Executable) () -> I32.logSoftmax(0)))
                .map(arguments -> dtype(
                        arguments.get()[0]
                                + ": x is int32, but must be floating. Fix: cast it, for example x.cast(Dtype.FLOAT32).",
                        (Executable) arguments.get()[1]));
        return Stream.concat(
                functions,
                Stream.of(dtype(
                        "matmul: left is int32, but must be floating. Fix: cast it, for example left.cast(Dtype.FLOAT32).",
                        () -> I32.matmul(I32))));
    }

    static Stream<Arguments> images() {
        Tensor images = Tensor.zeros(Shape.of(2, 3, 4, 5));
        Tensor kernel = Tensor.zeros(Shape.of(2, 2, 5, 6));
        Sweep valid = Sweep.valid();
        return Stream.of(
                dtype(
                        "conv2d: x is float32, kernel is float16. Fix: cast one of them, for example"
                                + " kernel.cast(Dtype.FLOAT32).",
                        () -> Spatial.conv2d(images, kernel.cast(Dtype.FLOAT16), valid)),
                dtype(
                        "conv2d: x is float32, bias is float16. Fix: cast one of them, for example"
                                + " bias.cast(Dtype.FLOAT32).",
                        () -> Spatial.conv2d(images, kernel, F16, valid)),
                dtype(
                        "maxPool2d: x is int32, but must be floating. Fix: cast it, for example x.cast(Dtype.FLOAT32).",
                        () -> Spatial.maxPool2d(I32, 2, 2, valid)),
                shape(
                        "conv2d: x has shape (2, 3), but needs four axes: (batch, height, width, channels).",
                        () -> Spatial.conv2d(F32, kernel, valid)),
                shape(
                        "conv2d: kernel has shape (2, 3), but needs four axes: (window height, window width, channels of x,"
                                + " channels of the result).",
                        () -> Spatial.conv2d(images, F32, valid)),
                shape(
                        "conv2d: shapes (2, 3, 4, 5) and (2, 2, 3, 6) do not fit: x has 5 channels, the kernel is for 3. Axes"
                                + " are (batch, height, width, channels) and (window height, window width, channels of x,"
                                + " channels of the result).",
                        () -> Spatial.conv2d(images, Tensor.zeros(Shape.of(2, 2, 3, 6)), valid)),
                shape(
                        "conv2d: bias has shape (5,), but must have shape (6,).",
                        () -> Spatial.conv2d(images, kernel, Tensor.zeros(Shape.of(5)), valid)),
                shape(
                        "conv2d: the window covers 4 pixels down, the images of shape (2, 3, 4, 5) with their padding have 3."
                                + " Fix: a smaller window, or padding, for example Sweep.same().",
                        () -> Spatial.conv2d(images, kernel, valid.withDilation(3))),
                shape(
                        "avgPool2d: a window of 0 x 2 pixels: both must be 1 or more.",
                        () -> Spatial.avgPool2d(images, 0, 2, valid)),
                shape(
                        "maxPool2d: the sweep is dilated (same, stride 1 x 1, dilation 2 x 1); a pooling has no dilation.",
                        () -> Spatial.maxPool2d(images, 2, 2, Sweep.same().withDilation(2, 1))),
                shape(
                        "avgPool2d: with the padding of the sweep (padded 2, 2, 2, 2, stride 1 x 1), a window of 2 x 2 pixels"
                                + " would have nothing but padding under it. Fix: less padding.",
                        () -> Spatial.avgPool2d(images, 2, 2, Sweep.padded(2))),
                shape("A stride of 0: it must be 1 or more.", () -> valid.withStride(0)),
                shape("A dilation of -1: it must be 1 or more.", () -> valid.withDilation(1, -1)),
                shape("A padding of -1 pixels: it must be 0 or more.", () -> Sweep.padded(-1)));
    }

    static Stream<Arguments> normalizations() {
        Tensor vector = Tensor.zeros(Shape.of(3));
        Tensor two = Tensor.zeros(Shape.of(2));
        SeededRandom random = new SeededRandom(1);
        return Stream.of(
                dtype(
                        "layerNorm: scale is int32, but must be floating. Fix: cast it, for example"
                                + " scale.cast(Dtype.FLOAT32).",
                        () -> Normalization.layerNorm(F32, I32, F32, 1e-3)),
                dtype(
                        "moments: x is bool, but must be floating. Fix: cast it, for example x.cast(Dtype.FLOAT32).",
                        () -> Normalization.moments(BOOL)),
                dtype(
                        "dropout: x is int32, but must be floating. Fix: cast it, for example x.cast(Dtype.FLOAT32).",
                        () -> I32.dropout(0.5, random)),
                dtype(
                        "scaledDotProduct: queries are float16, keys are float32. Fix: cast one of them, for example"
                                + " keys.cast(Dtype.FLOAT16).",
                        () -> Attention.scaledDotProduct(F16, F32, F32)),
                dtype(
                        "scaledDotProduct: mask is float32, but must be bool. Fix: compare it, for example mask.ne(0).",
                        () -> Attention.scaledDotProduct(F32, F32, F32, two)),
                shape(
                        "scaledDotProduct: queries have shape (2, 3), keys have shape (3,); both need two axes or more, and"
                                + " last ones of one length.",
                        () -> Attention.scaledDotProduct(F32, vector, vector)),
                shape(
                        "layerNorm: scale has shape (2,), but needs that of x's last axes; x has shape (2, 3).",
                        () -> Normalization.layerNorm(F32, two, two, 1e-3)),
                shape(
                        "layerNorm: offset has shape (2,), but must have shape (3,).",
                        () -> Normalization.layerNorm(F32, vector, two, 1e-3)),
                shape(
                        "batchNorm: scale has shape (2,), but must have shape (3,).",
                        () -> Normalization.batchNorm(F32, two, two, 1e-3)),
                shape(
                        "normalize: variance has shape (2,), but must have shape (3,).",
                        () -> Normalization.normalize(F32, vector, two, vector, vector, 1e-3)),
                shape(
                        "batchNorm: epsilon is 0.0; it must be a positive number.",
                        () -> Normalization.batchNorm(F32, vector, vector, 0)),
                shape(
                        "moments: x has shape (), but needs an axis of channels, its last one.",
                        () -> Normalization.moments(Tensor.zeros(Shape.scalar()))),
                shape("dropout: the rate is 1.0; it must be 0 or more, and below 1.", () -> F32.dropout(1, random)));
    }

    static Stream<Arguments> shapes() {
        Tensor vector = Tensor.zeros(Shape.of(3));
        Tensor batch = Tensor.zeros(Shape.of(2, 2, 3));
        return Stream.of(
                shape(
                        "add: shapes (2, 3) and (2, 2) do not broadcast: axis -1 is 3 in one and 2 in the other.",
                        () -> F32.add(Tensor.zeros(Shape.of(2, 2)))),
                shape(
                        "gt: shapes (2, 3) and (2, 2) do not broadcast: axis -1 is 3 in one and 2 in the other.",
                        () -> F32.gt(Tensor.zeros(Shape.of(2, 2)))),
                shape(
                        "where: shapes (2, 3) and (2,) do not broadcast: axis -1 is 3 in one and 2 in the other.",
                        () -> Tensor.where(BOOL, Tensor.zeros(Shape.of(2)), F32)),
                shape(
                        "matmul: shapes (2, 3) and (2, 3) do not fit: left has 3 columns, right has 2 rows.",
                        () -> F32.matmul(F32)),
                shape(
                        "matmul: left has shape (3,), but needs two axes or more. Fix: for a vector, left.reshape(1, -1).",
                        () -> vector.matmul(F32)),
                shape(
                        "matmul: right has shape (3,), but needs two axes or more. Fix: for a vector, right.reshape(-1, 1).",
                        () -> F32.matmul(vector)),
                shape(
                        "matmul: shapes (2, 2, 3) and (3, 3, 1) do not fit: the axes before the last two do not broadcast.",
                        () -> batch.matmul(Tensor.zeros(Shape.of(3, 3, 1)))),
                shape(
                        "linear: kernel has shape (3,), but needs two axes: (columns of left, columns of the result).",
                        () -> F32.linear(vector, vector)),
                shape(
                        "linear: shapes (2, 3) and (2, 3) do not fit: the last axis of left must be as long as the kernel's"
                                + " first, 2.",
                        () -> F32.linear(F32, vector)),
                shape(
                        "linear: bias has shape (2, 3), but must have shape (4,).",
                        () -> F32.linear(Tensor.zeros(Shape.of(3, 4)), F32)),
                shape("reshape: shape (2, 3) has 6 elements, (4, 2) needs 8.", () -> F32.reshape(4, 2)),
                shape(
                        "reshape: the 6 elements of shape (2, 3) cannot be divided into 4 equal parts, as the sizes beside -1"
                                + " ask.",
                        () -> F32.reshape(4, -1)),
                shape(
                        "reshape: the 6 elements of shape (2, 3) cannot be divided into 0 equal parts, as the sizes beside -1"
                                + " ask.",
                        () -> F32.reshape(0, -1)),
                shape("reshape: two sizes are -1; at most one can be left open.", () -> F32.reshape(-1, -1)),
                shape("A size of shape (-2, -3) is negative; sizes are 0 or more.", () -> F32.reshape(-2, -3)),
                shape(
                        "transpose: [0, 0] does not name each of the 2 axes of shape (2, 3) once.",
                        () -> F32.transpose(0, 0)),
                shape("transpose: [1] does not name each of the 2 axes of shape (2, 3) once.", () -> F32.transpose(1)),
                shape("concat: no tensors; at least one is needed.", () -> Tensor.concat(0)),
                shape(
                        "concat: tensor 0 has shape (2, 3), tensor 1 has shape (3,); they may differ along axis 0 only.",
                        () -> Tensor.concat(0, F32, vector)),
                shape(
                        "concat: tensor 0 has shape (2, 3), tensor 1 has shape (2, 4); they may differ along axis 0 only.",
                        () -> Tensor.concat(-2, F32, Tensor.zeros(Shape.of(2, 4)))),
                shape("sum: axis -1 of shape (2, 3) is named twice.", () -> F32.sum(1, -1)),
                shape(
                        "max: shape (0, 3) has no elements along axis 0, so there is none to take.",
                        () -> Tensor.zeros(Shape.of(0, 3)).max()),
                shape(
                        "argmax: shape (0, 3) has no elements along axis 0, so there is none to take.",
                        () -> Tensor.zeros(Shape.of(0, 3)).argmax(0)),
                shape(
                        "gather: the table has shape (), but needs an axis of rows.",
                        () -> Tensor.scalar(1, Dtype.FLOAT32).gather(I32)),
                index("sum: shape (2, 3) has no axis 2.", () -> F32.sum(2)),
                index("softmax: shape (2, 3) has no axis -3.", () -> F32.softmax(-3)),
                index(
                        "argmax: shape () has no axis 0.",
                        () -> Tensor.scalar(1, Dtype.FLOAT32).argmax(0)),
                index("concat: shape (2, 3) has no axis 2.", () -> Tensor.concat(2, F32, F32)),
                index("transpose: shape (2, 3) has no axis 2.", () -> F32.transpose(2, 0)),
                index("slice: from 1 to 4 is no range within axis -1 of shape (2, 3).", () -> F32.slice(-1, 1, 4)),
                index("slice: from 2 to 1 is no range within axis 1 of shape (2, 3).", () -> F32.slice(1, 2, 1)),
                index("slice: from -1 to 1 is no range within axis 0 of shape (2, 3).", () -> F32.slice(0, -1, 1)),
                mistake(
                        "item: shape (2, 3) has 6 elements; item() reads the one of a tensor that has one.",
                        IllegalStateException.class,
                        F32::item));
    }

    static Stream<Arguments> constants() {
        return Stream.of(
                shape(
                        "add: the constant 2.5 is no int32 value. Fix: cast the tensor first, for example to Dtype.FLOAT32.",
                        () -> I32.add(2.5)),
                shape(
                        "lt: the constant 3.0E9 is no int32 value. Fix: cast the tensor first, for example to Dtype.FLOAT32.",
                        () -> I32.lt(3e9)),
                shape(
                        "mul: the constant NaN is no int32 value. Fix: cast the tensor first, for example to Dtype.FLOAT32.",
                        () -> I32.mul(Double.NaN)),
                shape(
                        "eq: the constant 9.223372036854776E18 is no int64 value. Fix: cast the tensor first, for example to"
                                + " Dtype.FLOAT32.",
                        () -> I32.cast(Dtype.INT64).eq(0x1p63)),
                shape(
                        "clip: the constant 0.5 is no int32 value. Fix: cast the tensor first, for example to Dtype.FLOAT32.",
                        () -> I32.clip(0.5, 1)),
                shape(
                        "clip: the bounds are 2.0 and 1.0; the first must not be larger than the second.",
                        () -> F16.clip(2, 1)),
                shape(
                        "clip: the bounds are NaN and 1.0; the first must not be larger than the second.",
                        () -> F16.clip(Double.NaN, 1)),
                mistake("/ by zero", ArithmeticException.class, () -> I32.div(0)));
    }

    private static Arguments dtype(String message, Executable mistake) {
        return mistake("[DtypeMismatch] " + message, DtypeMismatchException.class, mistake);
    }

    private static Arguments shape(String message, Executable mistake) {
        return mistake(message, IllegalArgumentException.class, mistake);
    }

    private static Arguments index(String message, Executable mistake) {
        return mistake(message, IndexOutOfBoundsException.class, mistake);
    }

    private static Arguments mistake(String message, Class<? extends Exception> type, Executable mistake) {
        return Arguments.of(message, type, mistake);
    }
}
