// policies: mixed_float16, mixed_bfloat16, float32
package entry_methods;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.EntryMethod;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.NoCast;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;

/** Ways into a layer beside forward: what enters is cast, so it agrees with the variables. */
@DtypePolicy
abstract class Autoencoder extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 2), Initializer.glorotUniform());

    @EntryMethod
    public Tensor encode(Tensor x) {
        return x.matmul(kernel);
    }

    @EntryMethod
    public @Float32 Tensor decode(Tensor code, @NoCast Tensor scale) {
        return code.matmul(kernel.asTensor().transpose()).cast(Dtype.FLOAT32).mul(scale.cast(Dtype.FLOAT32));
    }

    public Tensor forward(Tensor x) {
        Tensor code = encode(x);
        return decode(code.cast(Dtype.FLOAT32), x).cast(computeDtype()).add(x);
    }

    public Tensor loss(Tensor y, Tensor x) {
        return Losses.meanSquaredError(y, x);
    }
}

/** Overloads of forward are ways in, too, and give the loss one dtype. */
@DtypePolicy
abstract class Repeated extends Model {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.glorotUniform());

    public Tensor forward(Tensor x) {
        return forward(x, 1);
    }

    public Tensor forward(Tensor x, int times) {
        Tensor y = x;
        for (int i = 0; i < times; i++) {
            y = y.matmul(kernel);
        }
        return y;
    }

    public Tensor loss(Tensor y, Tensor target) {
        return y.sub(target).mean();
    }
}

/** The mark stands where the method is declared first. */
abstract class Coder extends Layer {
    @EntryMethod
    abstract Tensor code(Tensor x);
}

@DtypePolicy
abstract class Linear extends Coder {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.glorotUniform());

    @Override
    Tensor code(Tensor x) {
        return x.matmul(kernel);
    }
}

class Uses {
    Tensor use(Autoencoder model, Linear linear, @Float32 Tensor x) {
        return linear.code(model.decode(model.encode(x), x));
    }
}
