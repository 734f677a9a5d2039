// java: 22
package java_syntax_22;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.NoCast;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Int32;
import java.util.List;
import java.util.function.BinaryOperator;

/** Variables and patterns without a name. */
sealed interface Part {
    record Values(Tensor values, @Int32 Tensor ids) implements Part {}

    record Nested(Part first, Part second) implements Part {}

    record Nothing() implements Part {}
}

@DtypePolicy
abstract class JavaSyntax22 extends Layer {
    public Tensor forward(Tensor x, @NoCast Part part, @NoCast List<Part> parts) {
        BinaryOperator<Tensor> first = (a, _) -> a;
        Tensor y = first.apply(x, x);
        int count = 0;
        for (Part _ : parts) count++;
        for (int i = 0, _ = count; i < 3; i++) y = y.add(x);
        try {
            var _ = Integer.parseInt("1");
        } catch (NumberFormatException _) {
            y = x;
        }
        if (part instanceof Part.Nested(Part.Values(Tensor values, _), _)) {
            y = y.add(values.cast(y.dtype()));
        }
        return switch (part) {
            case Part.Values(_, var ids) -> y.gather(ids);
            case Part.Nested(Part.Values(var values, Tensor _), Part.Nothing _) -> values.cast(computeDtype());
            case Part.Nested(_, Part.Values(var values, _)) -> values.cast(computeDtype()).add(y);
            case Part.Nested _, Part.Nothing() -> y;
        };
    }
}
