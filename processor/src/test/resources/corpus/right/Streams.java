// policies: float32, mixed_float16, mixed_bfloat16
package streams;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.Variable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Lambdas, method references and streams over lists of tensors. */
@DtypePolicy("POLICY")
abstract class Ensemble extends Layer {
    public Tensor forward(List<Tensor> votes) {
        Tensor sum = votes.stream().map(Tensor::sigmoid).reduce(Tensor::add).orElseThrow();
        return sum.div(votes.size());
    }
}

@DtypePolicy("POLICY")
abstract class Experts extends Layer {
    final List<Variable> kernels;

    Experts(int count) {
        kernels = IntStream.range(0, count)
                .mapToObj(i -> Variable.of("expert" + i, Shape.of(8, 8), Initializer.glorotUniform()))
                .toList();
    }

    public Tensor forward(Tensor x) {
        List<Tensor> results = kernels.stream().map(kernel -> x.matmul(kernel)).toList();
        Tensor sum = results.get(0);
        for (Tensor result : results.subList(1, results.size())) {
            sum = sum.add(result);
        }
        return sum;
    }
}

@DtypePolicy("POLICY")
abstract class Pipeline extends Layer {
    final List<TensorFunction> steps = List.of(Tensor::relu, x -> x.mul(0.5), Pipeline::squash);

    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (TensorFunction step : steps) {
            y = step.forward(y);
        }
        return y.add(x);
    }

    static Tensor squash(Tensor x) {
        return x.tanh().mul(x.sigmoid());
    }
}

@DtypePolicy("POLICY")
abstract class Applied extends Layer {
    public Tensor forward(Tensor x) {
        Function<Tensor, Tensor> twice = y -> y.add(y);
        UnaryOperator<Tensor> shifted = y -> y.add(Tensor.ones(y.shape(), y.dtype()));
        Supplier<Tensor> given = () -> x.relu();
        return apply(twice, x).add(shifted.apply(given.get()));
    }

    private static Tensor apply(Function<Tensor, Tensor> function, Tensor x) {
        return function.apply(x);
    }
}
