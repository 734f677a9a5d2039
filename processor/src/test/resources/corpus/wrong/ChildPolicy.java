package child_policy;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.Float32;

/** One child whose policy is another than its owner's. */
@DtypePolicy
abstract class Projection extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(8, 8), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy("float32")
abstract class PreciseNorm extends Layer {
    public Tensor forward(Tensor x) {
        return x.sub(x.mean());
    }
}

@DtypePolicy("mixed_float16")
abstract class ChildPolicy extends Layer {
    final Projection inner = new CastingProjection();
    final Projection outer = new CastingProjection(Policy.of("float32"));
    final PreciseNorm norm = new CastingPreciseNorm();

    public Tensor forward(Tensor x) {
        Tensor y = inner.forward(x).add(x);
        // error@30: [DtypeMismatch] add: left is float16, right is float32
        Tensor z = y.add(norm.forward(y));
        // error@41: [DtypeMismatch] mul: left is float32, right is float16
        Tensor w = outer.forward(y).mul(y);
        return z.add(w);
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor z = x.add(norm.forward(x).cast(x.dtype()));
        return outer.forward(z).cast(z.dtype()).mul(z);
    }
}

@DtypePolicy
abstract class BareOwner extends Layer {
    final Projection inner = new CastingProjection();
    final PreciseNorm norm = new CastingPreciseNorm();

    public Tensor forward(Tensor x) {
        Tensor y = inner.forward(x).add(x);
        // error@26: [DtypeMismatch] add: left is float16, right is float32 under policy 'mixed_float16'
        return y.add(norm.forward(y));
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class HeadOfFloat32 extends Layer {
    @DtypePolicy("float32")
    final Projection head = new CastingProjection();

    public Tensor forward(Tensor x) {
        // error@20: [ReturnDtype] forward: the result is float32, but must be bfloat16
        return head.forward(x);
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class RightHead extends Layer {
    @DtypePolicy("float32")
    final Projection head = new CastingProjection();

    public @Float32 Tensor forward(Tensor x) {
        return head.forward(x);
    }
}
