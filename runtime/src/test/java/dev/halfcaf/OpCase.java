package dev.halfcaf;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A differentiable function of tensors with shapes to try it on.
 *
 * @param domain takes numbers from -2 to 2 to where the function is defined and smooth
 */
record OpCase(String name, Function<Tensor[], Tensor> function, DoubleUnaryOperator domain, List<Shape> shapes) {
    private static final DoubleUnaryOperator ANYWHERE = DoubleUnaryOperator.identity();

    /** Inputs drawn from the domain and rounded to a dtype. */
    Tensor[] inputs(Dtype dtype) {
        SplittableRandom random = new SplittableRandom(name.hashCode());
        return shapes.stream()
                .map(shape -> {
                    double[] values = new double[shape.elements()];
                    Arrays.setAll(values, i -> domain.applyAsDouble(random.nextDouble(-2, 2)));
                    return Tensor.of(values, shape, dtype);
                })
                .toArray(Tensor[]::new);
    }

    @Override
    public String toString() {
        return name + " of " + shapes;
    }

    static Stream<OpCase> all() {
        return Stream.of(
                        matrixProducts(),
                        linear(),
                        arithmetic(),
                        functions(),
                        alongAxes(),
                        moves(),
                        losses(),
                        compositions())
                .flatMap(cases -> cases);
    }

    private static Stream<OpCase> matrixProducts() {
        Function<Tensor[], Tensor> matmul = x -> x[0].matmul(x[1]);
        return Stream.of(
                of("matmul", matmul, ANYWHERE, Shape.of(2, 3), Shape.of(3, 5)),
                of("matmul", matmul, ANYWHERE, Shape.of(1, 1), Shape.of(1, 1)),
                of("matmul", matmul, ANYWHERE, Shape.of(17, 5), Shape.of(5, 9)),
                of("matmul", matmul, ANYWHERE, Shape.of(2, 3, 4), Shape.of(4, 5)),
                of("matmul", matmul, ANYWHERE, Shape.of(3, 4), Shape.of(2, 4, 5)),
                of("matmul", matmul, ANYWHERE, Shape.of(2, 3, 4), Shape.of(2, 4, 1)),
                of("matmul", matmul, ANYWHERE, Shape.of(2, 1, 3, 4), Shape.of(5, 4, 2)),
                of("matmul", matmul, ANYWHERE, Shape.of(1, 3, 4), Shape.of(3, 4, 2)));
    }

    private static Stream<OpCase> linear() {
        Stream<OpCase> shapes = Stream.of(
                        List.of(Shape.of(4, 3), Shape.of(3, 2), Shape.of(2)),
                        List.of(Shape.of(3), Shape.of(3, 2), Shape.of(2)),
                        List.of(Shape.of(2, 1, 3), Shape.of(3, 5), Shape.of(5)),
                        List.of(Shape.of(0, 3), Shape.of(3, 2), Shape.of(2)),
                        List.of(Shape.of(2, 0), Shape.of(0, 2), Shape.of(2)),
                        List.of(Shape.of(1, 1), Shape.of(1, 1), Shape.of(1)))
                .map(operands -> new OpCase("linear", x -> x[0].linear(x[1], x[2]), ANYWHERE, operands));
        Stream<OpCase> activations = Stream.of(Activation.values())
                .map(activation -> of(
                        "linear with " + activation,
                        x -> x[0].linear(x[1], x[2], activation),
                        OpCase::besideZero,
                        Shape.of(4, 3),
                        Shape.of(3, 2),
                        Shape.of(2)));
        return Stream.concat(shapes, activations);
    }

    private static Stream<OpCase> images() {
        Sweep same = Sweep.same();
        Sweep valid = Sweep.valid();
        return Stream.of(
                conv2d(valid, Shape.of(2, 4, 5, 3), Shape.of(3, 2, 3, 4)),
                conv2d(same, Shape.of(2, 4, 5, 3), Shape.of(3, 2, 3, 4)),
                conv2d(same.withStride(2, 3), Shape.of(1, 5, 7, 2), Shape.of(3, 3, 2, 2)),
                conv2d(valid.withDilation(2, 1), Shape.of(1, 6, 4, 2), Shape.of(3, 2, 2, 3)),
                conv2d(same.withDilation(1, 2), Shape.of(1, 4, 6, 2), Shape.of(2, 3, 2, 3)),
                conv2d(Sweep.padded(1, 0, 2, 3).withStride(2), Shape.of(2, 3, 3, 1), Shape.of(2, 2, 1, 2)),
                conv2d(valid, Shape.of(2, 3, 4, 3), Shape.of(1, 1, 3, 2)),
                conv2d(valid.withStride(2), Shape.of(2, 3, 4, 3), Shape.of(1, 1, 3, 2)),
                conv2d(same, Shape.of(1, 1, 1, 1), Shape.of(1, 1, 1, 1)),
                conv2d(same, Shape.of(0, 3, 3, 2), Shape.of(2, 2, 2, 2)),
                conv2d(same, Shape.of(2, 0, 3, 2), Shape.of(2, 2, 2, 2)),
                conv2d(same, Shape.of(1, 2, 2, 0), Shape.of(2, 2, 0, 2)),
                of(
                        "conv2d with a bias",
                        x -> Spatial.conv2d(x[0], x[1], x[2], same),
                        ANYWHERE,
                        Shape.of(2, 3, 3, 2),
                        Shape.of(2, 2, 2, 3),
                        Shape.of(3)),
                of(
                        "conv2d with relu",
                        x -> Spatial.conv2d(x[0], x[1], x[2], valid, Activation.RELU),
                        OpCase::besideZero,
                        Shape.of(1, 3, 3, 1),
                        Shape.of(2, 2, 1, 2),
                        Shape.of(2)),
                of(
                        "conv2d with gelu",
                        x -> Spatial.conv2d(x[0], x[1], x[2], valid, Activation.GELU),
                        ANYWHERE,
                        Shape.of(1, 3, 3, 1),
                        Shape.of(2, 2, 1, 2),
                        Shape.of(2)),
                of("maxPool2d", x -> Spatial.maxPool2d(x[0], 2, 2, valid), ANYWHERE, Shape.of(2, 4, 5, 3)),
                of("maxPool2d", x -> Spatial.maxPool2d(x[0], 3, 2, same.withStride(2)), ANYWHERE, Shape.of(1, 5, 5, 2)),
                of("avgPool2d", x -> Spatial.avgPool2d(x[0], 2, 2, valid), ANYWHERE, Shape.of(2, 4, 5, 3)),
                of("avgPool2d", x -> Spatial.avgPool2d(x[0], 3, 2, same.withStride(2)), ANYWHERE, Shape.of(1, 5, 5, 2)),
                of("avgPool2d", x -> Spatial.avgPool2d(x[0], 2, 2, Sweep.padded(1)), ANYWHERE, Shape.of(1, 1, 1, 1)),
                of("avgPool2d", x -> Spatial.avgPool2d(x[0], 2, 2, same), ANYWHERE, Shape.of(0, 2, 2, 3)));
    }

    private static OpCase conv2d(Sweep sweep, Shape images, Shape kernel) {
        return of("conv2d " + sweep, x -> Spatial.conv2d(x[0], x[1], sweep), ANYWHERE, images, kernel);
    }

    private static Stream<OpCase> normalizations() {
        Function<Tensor[], Tensor> layerNorm = x -> Normalization.layerNorm(x[0], x[1], x[2], 1e-3);
        Function<Tensor[], Tensor> batchNorm = x -> Normalization.batchNorm(x[0], x[1], x[2], 1e-3);
        Tensor mean = Tensor.of(new double[] {0.5, -0.25, 1}, Shape.of(3));
        Tensor variance = Tensor.of(new double[] {2, 0.5, 1}, Shape.of(3));
        return Stream.of(
                of("layerNorm", layerNorm, ANYWHERE, Shape.of(4, 6), Shape.of(6), Shape.of(6)),
                of("layerNorm", layerNorm, ANYWHERE, Shape.of(2, 3, 4), Shape.of(4), Shape.of(4)),
                of("layerNorm", layerNorm, ANYWHERE, Shape.of(2, 3, 4), Shape.of(3, 4), Shape.of(3, 4)),
                of("layerNorm", layerNorm, ANYWHERE, Shape.of(5), Shape.of(5), Shape.of(5)),
                of("layerNorm", layerNorm, ANYWHERE, Shape.of(3, 1), Shape.of(1), Shape.of(1)),
                of("layerNorm", layerNorm, ANYWHERE, Shape.of(0, 4), Shape.of(4), Shape.of(4)),
                of("batchNorm", batchNorm, ANYWHERE, Shape.of(6, 3), Shape.of(3), Shape.of(3)),
                of("batchNorm", batchNorm, ANYWHERE, Shape.of(2, 3, 2, 4), Shape.of(4), Shape.of(4)),
                of("batchNorm", batchNorm, ANYWHERE, Shape.of(1, 3), Shape.of(3), Shape.of(3)),
                of(
                        "normalize",
                        x -> Normalization.normalize(
                                x[0], mean.cast(x[0].dtype()), variance.cast(x[0].dtype()), x[1], x[2], 1e-3),
                        ANYWHERE,
                        Shape.of(4, 3),
                        Shape.of(3),
                        Shape.of(3)),
                of("dropout", x -> x[0].dropout(0.3, new SeededRandom(5)), ANYWHERE, Shape.of(5, 7)),
                of("dropout of rate 0", x -> x[0].dropout(0, new SeededRandom(5)), ANYWHERE, Shape.of(3)));
    }

    private static Stream<OpCase> attention() {
        return Stream.of(
                of(
                        "scaledDotProduct",
                        x -> Attention.scaledDotProduct(x[0], x[1], x[2]),
                        ANYWHERE,
                        Shape.of(2, 3, 4),
                        Shape.of(2, 5, 4),
                        Shape.of(2, 5, 2)),
                of(
                        "scaledDotProduct with a causal mask",
                        x -> Attention.scaledDotProduct(x[0], x[1], x[2], Attention.causalMask(4)),
                        ANYWHERE,
                        Shape.of(2, 3, 4, 2),
                        Shape.of(2, 3, 4, 2),
                        Shape.of(2, 3, 4, 2)),
                of(
                        "scaledDotProduct with padding",
                        x -> Attention.scaledDotProduct(x[0], x[1], x[2], Attention.paddingMask(ids(3, 1, 0), 3)),
                        ANYWHERE,
                        Shape.of(3, 2, 1),
                        Shape.of(3, 3, 1),
                        Shape.of(3, 3, 2)));
    }

    private static Stream<OpCase> arithmetic() {
        Stream<OpCase> twoOperands = Stream.of(
                        List.of(Shape.of(2, 3), Shape.of(2, 3)),
                        List.of(Shape.of(4, 3), Shape.of(3)),
                        List.of(Shape.of(3), Shape.of(4, 3)),
                        List.of(Shape.of(2, 1), Shape.of(1, 3)),
                        List.of(Shape.scalar(), Shape.of(2, 2)),
                        List.of(Shape.of(4, 1, 3), Shape.of(2, 1)),
                        List.of(Shape.of(1, 1), Shape.of(1)))
                .flatMap(shapes -> Stream.of(
                        new OpCase("add", x -> x[0].add(x[1]), ANYWHERE, shapes),
                        new OpCase("sub", x -> x[0].sub(x[1]), ANYWHERE, shapes),
                        new OpCase("mul", x -> x[0].mul(x[1]), ANYWHERE, shapes),
                        new OpCase("div", x -> x[0].div(x[1]), OpCase::positive, shapes),
                        new OpCase("div by a negative", x -> x[0].div(x[1].neg()), OpCase::positive, shapes),
                        new OpCase("maximum", x -> x[0].maximum(x[1]), ANYWHERE, shapes),
                        new OpCase("minimum", x -> x[0].minimum(x[1]), ANYWHERE, shapes),
                        new OpCase(
                                "where",
                                x -> Tensor.where(Tensor.arange(3).ne(1).slice(0, 0, 1), x[0], x[1]),
                                ANYWHERE,
                                shapes)));
        Stream<OpCase> constants = Stream.of(
                of("add constant", x -> x[0].add(1.5), ANYWHERE, Shape.of(3)),
                of("sub constant", x -> x[0].sub(1.5), ANYWHERE, Shape.of(3)),
                of("mul constant", x -> x[0].mul(-2.5), ANYWHERE, Shape.of(3)),
                of("div constant", x -> x[0].div(4), ANYWHERE, Shape.of(3)),
                of("clip", x -> x[0].clip(-0.5, 0.75), OpCase::besideZero, Shape.of(4, 5)),
                of(
                        "where with a broadcast condition",
                        x -> Tensor.where(Tensor.arange(3).ne(1), x[0], x[1]),
                        ANYWHERE,
                        Shape.of(2, 3),
                        Shape.of(2, 1)),
                of(
                        "where with the largest condition",
                        x -> Tensor.where(Tensor.arange(12).gt(5).reshape(4, 3), x[0], x[1]),
                        ANYWHERE,
                        Shape.of(3),
                        Shape.scalar()));
        return Stream.concat(twoOperands, constants);
    }

    private static Stream<OpCase> functions() {
        return Stream.of(Shape.scalar(), Shape.of(7), Shape.of(3, 5), Shape.of(2, 0))
                .flatMap(shape -> Stream.of(
                        of("neg", x -> x[0].neg(), ANYWHERE, shape),
                        of("abs", x -> x[0].abs(), OpCase::besideZero, shape),
                        of("square", x -> x[0].square(), ANYWHERE, shape),
                        of("sqrt", x -> x[0].sqrt(), OpCase::positive, shape),
                        of("pow 3", x -> x[0].pow(3), ANYWHERE, shape),
                        of("pow -1.5", x -> x[0].pow(-1.5), OpCase::positive, shape),
                        of("pow 1", x -> x[0].pow(1), ANYWHERE, shape),
                        of("exp", x -> x[0].exp(), ANYWHERE, shape),
                        of("log", x -> x[0].log(), OpCase::positive, shape),
                        of("tanh", x -> x[0].tanh(), ANYWHERE, shape),
                        of("sigmoid", x -> x[0].sigmoid(), ANYWHERE, shape),
                        of("relu", x -> x[0].relu(), OpCase::besideZero, shape),
                        of("gelu", x -> x[0].gelu(), ANYWHERE, shape),
                        of("silu", x -> x[0].silu(), ANYWHERE, shape)));
    }

    private static Stream<OpCase> alongAxes() {
        Stream<OpCase> reductions = Stream.of(
                        new int[0], new int[] {0}, new int[] {-1}, new int[] {0, 2}, new int[] {1, 0}, new int[] {
                            2, 1, 0
                        })
                .flatMap(axes -> Stream.of(true, false).flatMap(keep -> {
                    String settings = Arrays.toString(axes) + (keep ? " kept" : "");
                    Shape shape = Shape.of(2, 3, 2);
                    return Stream.of(
                            of("sum" + settings, x -> x[0].sum(axes, keep), ANYWHERE, shape),
                            of("mean" + settings, x -> x[0].mean(axes, keep), ANYWHERE, shape),
                            of("prod" + settings, x -> x[0].prod(axes, keep), OpCase::positive, shape),
                            of("max" + settings, x -> x[0].max(axes, keep), ANYWHERE, shape),
                            of("min" + settings, x -> x[0].min(axes, keep), ANYWHERE, shape));
                }));
        Stream<OpCase> others = Stream.of(
                of("sum of a scalar", x -> x[0].sum(), ANYWHERE, Shape.scalar()),
                of("sum of nothing", x -> x[0].sum(0), ANYWHERE, Shape.of(0, 3)),
                of("softmax", x -> x[0].softmax(-1), ANYWHERE, Shape.of(3, 5)),
                of("softmax", x -> x[0].softmax(0), ANYWHERE, Shape.of(3, 5)),
                of("softmax", x -> x[0].softmax(1), ANYWHERE, Shape.of(2, 4, 3)),
                of("softmax", x -> x[0].softmax(0), ANYWHERE, Shape.of(1)),
                of("logSoftmax", x -> x[0].logSoftmax(-1), ANYWHERE, Shape.of(3, 5)),
                of("logSoftmax", x -> x[0].logSoftmax(1), ANYWHERE, Shape.of(2, 4, 3)));
        return Stream.concat(reductions, others);
    }

    private static Stream<OpCase> moves() {
        return Stream.of(
                of("reshape", x -> x[0].reshape(Shape.of(3, 4)), ANYWHERE, Shape.of(2, 6)),
                of("reshape to a scalar", x -> x[0].reshape(), ANYWHERE, Shape.of(1, 1)),
                of("transpose", x -> x[0].transpose(), ANYWHERE, Shape.of(2, 3)),
                of("transpose", x -> x[0].transpose(), ANYWHERE, Shape.of(2, 3, 4)),
                of("transpose 1 2 0", x -> x[0].transpose(1, 2, 0), ANYWHERE, Shape.of(2, 3, 4)),
                of("transpose 0 -1 1", x -> x[0].transpose(0, -1, 1), ANYWHERE, Shape.of(2, 3, 4)),
                of("concat 0", x -> Tensor.concat(0, x), ANYWHERE, Shape.of(2, 3), Shape.of(1, 3), Shape.of(4, 3)),
                of("concat -1", x -> Tensor.concat(-1, x), ANYWHERE, Shape.of(2, 3), Shape.of(2, 1)),
                of("concat with itself", x -> Tensor.concat(1, x[0], x[0]), ANYWHERE, Shape.of(2, 3)),
                of("slice", x -> x[0].slice(1, 1, 3), ANYWHERE, Shape.of(2, 4)),
                of("slice of nothing", x -> x[0].slice(0, 1, 1), ANYWHERE, Shape.of(2, 4)),
                of("slices of one", x -> x[0].slice(0, 0, 2).mul(x[0].slice(0, 1, 3)), ANYWHERE, Shape.of(3, 2)),
                of("gather", x -> x[0].gather(ids(2, 0, 2)), ANYWHERE, Shape.of(3, 4)),
                of("gather by a matrix", x -> x[0].gather(ids(1, 0, 1, 1).reshape(2, 2)), ANYWHERE, Shape.of(2, 3, 2)),
                of("gather of numbers", x -> x[0].gather(ids(1, 1).cast(Dtype.INT64)), ANYWHERE, Shape.of(4)));
    }

    private static Tensor ids(int... ids) {
        return Tensor.of(ids, Shape.of(ids.length));
    }

    /** Losses take full precision, so half inputs are cast on the way, as a train step casts them. */
    private static Stream<OpCase> losses() {
        return Stream.of(
                of(
                        "softmaxCrossEntropy",
                        x -> Losses.softmaxCrossEntropy(full(x[0]), ids(2, 0, 4, 4)),
                        ANYWHERE,
                        Shape.of(4, 5)),
                of(
                        "softmaxCrossEntropyWithProbabilities",
                        x -> Losses.softmaxCrossEntropyWithProbabilities(full(x[0]), full(x[1])),
                        ANYWHERE,
                        Shape.of(3, 4),
                        Shape.of(3, 4)),
                of(
                        "meanSquaredError",
                        x -> Losses.meanSquaredError(full(x[0]), full(x[1])),
                        ANYWHERE,
                        Shape.of(3, 2),
                        Shape.of(3, 2)));
    }

    private static Tensor full(Tensor x) {
        return x.cast(x.dtype().atLeastFloat32());
    }

    private static Stream<OpCase> compositions() {
        return Stream.of(
                of("square by mul", x -> x[0].mul(x[0]), ANYWHERE, Shape.of(2, 3)),
                of("a diamond", x -> x[0].tanh().add(x[0].sigmoid()).mul(x[0].tanh()), ANYWHERE, Shape.of(5)),
                of("own op", x -> new Swish(1.5).apply(x[0]), ANYWHERE, Shape.of(2, 3)),
                of(
                        "a layer",
                        x -> x[0].matmul(x[1]).add(x[2]).relu(),
                        OpCase::besideZero,
                        Shape.of(4, 3),
                        Shape.of(3, 2),
                        Shape.of(2)),
                of(
                        "attention",
                        x -> x[0].matmul(x[1].transpose(0, 2, 1))
                                .mul(0.5)
                                .softmax(-1)
                                .matmul(x[2]),
                        ANYWHERE,
                        Shape.of(2, 3, 4),
                        Shape.of(2, 5, 4),
                        Shape.of(2, 5, 2)));
    }

    private static double positive(double u) {
        return 0.5 + Math.abs(u);
    }

    /** Beside the kink of relu and its like. */
    private static double besideZero(double u) {
        return u + Math.copySign(0.05, u);
    }

    private static OpCase of(
            String name, Function<Tensor[], Tensor> function, DoubleUnaryOperator domain, Shape... shapes) {
        return new OpCase(name, function, domain, List.of(shapes));
    }

    /** The example of {@link CustomOp}. */
    record Swish(double beta) implements CustomOp {
        @Override
        public String name() {
            return "swish";
        }

        @Override
        public Tensor forward(List<Tensor> inputs) {
            Tensor x = inputs.get(0);
            return x.mul(x.mul(beta).sigmoid());
        }

        @Override
        public Tensor[] gradients(Tensor outputGradient, List<Tensor> inputs, Tensor output) {
            Tensor gate = inputs.get(0).mul(beta).sigmoid();
            Tensor slope = gate.add(output.mul(beta).mul(gate.neg().add(1)));
            return new Tensor[] {outputGradient.mul(slope)};
        }
    }
}
