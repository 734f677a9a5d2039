package lambda_bodies;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Mistakes inside of lambdas, method references and streams. */
@DtypePolicy("mixed_float16")
abstract class LambdaBodies extends Layer {
    public Tensor forward(List<Tensor> parts) {
        Tensor noise = Tensor.randomNormal(parts.get(0).shape());
        // error@66: [DtypeMismatch] add: left is float16, right is float32
        List<Tensor> noisy = parts.stream().map(part -> part.add(noise)).toList();
        Tensor sum = noisy.stream().map(part -> part.cast(computeDtype())).reduce(Tensor::add).orElseThrow();
        return sum.add(parts.get(0));
    }

    Tensor applied(@ComputeDtype Tensor x) {
        Function<Tensor, Tensor> widen = y -> y.cast(Dtype.FLOAT32);
        TensorFunction shift = y -> y.add(1);
        Supplier<Tensor> ones = () -> Tensor.ones(x.shape());
        // error@34: [DtypeMismatch] mul: left is float16, right is float32
        Tensor first = x.mul(ones.get());
        // error@44: [DtypeMismatch] add: left is float16, right is float32
        Runnable later = () -> x.add(Tensor.zeros(x.shape()));
        later.run();
        return first.add(shift.forward(x));
    }

    Tensor block(@ComputeDtype Tensor x) {
        Supplier<Tensor> made = () -> {
            Tensor wide = x.cast(Dtype.FLOAT32);
            // error@29: [DtypeMismatch] sub: left is float32, right is float16
            return wide.sub(x);
        };
        return made.get();
    }

    Tensor reduced(@ComputeDtype Tensor x, @Float32 List<Tensor> wide) {
        Tensor sum = wide.stream().reduce(Tensor::add).orElseThrow();
        // error@22: [DtypeMismatch] add: left is float16, right is float32
        return x.add(sum);
    }

    Tensor right(@ComputeDtype Tensor x, @Float32 List<Tensor> wide) {
        Supplier<Tensor> ones = () -> Tensor.ones(x.shape(), x.dtype());
        Tensor sum = wide.stream().reduce(Tensor::add).orElseThrow();
        return x.mul(ones.get()).add(sum.cast(x.dtype()));
    }

    /** Nobody says what is passed to the function. */
    Tensor called(@ComputeDtype Tensor x) {
        return over(x.relu(), y -> y.add(x));
    }

    private static Tensor over(Tensor x, Function<Tensor, Tensor> function) {
        return function.apply(x);
    }
}
