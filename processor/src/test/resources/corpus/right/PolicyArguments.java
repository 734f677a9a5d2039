package policy_arguments;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.List;

/** Policies that are passed on, chosen, or kept in constants. */
@DtypePolicy
abstract class Piece extends Layer {
    final Variable kernel = Variable.of("kernel", Shape.of(4, 4), Initializer.ones());

    public Tensor forward(Tensor x) {
        return x.matmul(kernel);
    }
}

@DtypePolicy("mixed_float16")
abstract class PolicyArguments extends Layer {
    private static final Policy WIDE = Policy.of("float32");

    final Piece constant = new CastingPiece(WIDE);
    final Piece chosen;
    final Piece passed;
    final Piece either;

    @DtypePolicy("float32")
    final List<Piece> wide = List.of(new CastingPiece(), new CastingPiece());

    PolicyArguments(Policy policy, String name) {
        chosen = new CastingPiece(Policy.of(name));
        passed = new CastingPiece(policy);
        either = policy.computeDtype().isHalf() ? new CastingPiece() : new CastingPiece(WIDE);
    }

    public Tensor forward(Tensor x) {
        Tensor y = x;
        for (Piece piece : List.of(constant, chosen, passed, either)) {
            y = y.add(piece.forward(y).cast(y.dtype()));
        }
        Tensor z = y.cast(Dtype.FLOAT32).add(constant.forward(y)).add(wide.get(0).forward(y));
        for (Piece piece : wide) {
            z = z.add(piece.forward(z));
        }
        return z.cast(computeDtype()).add(passed.forward(x)).add(chosen.forward(x)).add(either.forward(x));
    }
}
