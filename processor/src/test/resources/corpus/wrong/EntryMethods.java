package entry_methods;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.EntryMethod;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;

/** What enters a marked method has the compute dtype, and what it returns has to. */
@DtypePolicy("mixed_float16")
abstract class Coder extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.glorotUniform());

    @EntryMethod
    public Tensor encode(Tensor x, @Float32 Tensor mask) {
        // error@22: [DtypeMismatch] mul: left is float16, right is float32
        //   x is float16: compute dtype of policy 'mixed_float16' (class Coder, line 15)
        //   mask is float32: declared @Float32 (line 20)
        //   Fix: mask.cast(x.dtype())
        return x.mul(mask);
    }

    @EntryMethod
    public Tensor decode(Tensor code) {
        // error@20: [ReturnDtype] decode: the result is float32, but must be float16
        //   code.cast(Dtype.FLOAT32) is float32: cast to float32 (line 34)
        //   the result of decode has to be float16: compute dtype of policy 'mixed_float16' (class Coder, line 15)
        //   Fix: code, or declare it @Float32 Tensor
        return code.cast(Dtype.FLOAT32);
    }

    Tensor helper(Tensor x, @Float32 Tensor mask) {
        return x.mul(mask);
    }
}

@DtypePolicy("mixed_float16")
abstract class Finer extends Coder {
    @Override
    public Tensor decode(Tensor code) {
        // error@31: [DtypeMismatch] add: left is float16, right is float32
        //   code is float16: compute dtype of policy 'mixed_float16' (class Finer, line 42)
        //   kernel.value() is float32: variable dtype of policy 'mixed_float16' (class Finer, line 42)
        //   Fix: kernel.value().cast(code.dtype())
        return code.add(kernel.value());
    }
}

class Uses {
    Tensor use(Coder coder, @Float32 Tensor x, @Int32 Tensor ids) {
        // error@37: [DtypeMismatch] decode: code is int32, but must be floating
        Tensor wrong = coder.decode(ids);
        // error@36: [DtypeMismatch] add: left is float16, right is float32
        return coder.decode(x).add(x);
    }
}
