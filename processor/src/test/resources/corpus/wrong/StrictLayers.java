// options: strict
package strict_layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;

/** Layers and helpers whose results nobody knows, with what helps in each place. */
@DtypePolicy
abstract class Inner extends Layer {
    public Tensor forward(Tensor x) {
        return x;
    }

    Tensor scaled(Tensor x) {
        // warning@16: [UnknownDtype] the dtype of x is not known
        //   x is declared without a dtype (line 17).
        //   Fix: a qualifier on the declaration, such as @ComputeDtype; or a cast.
        return x.mul(2);
    }
}

@DtypePolicy("mixed_float16")
abstract class StrictLayers extends Layer {
    final Inner given;
    final List<Inner> several;
    final Layer any;
    private final UnaryOperator<Tensor> function;
    private Tensor kept;

    StrictLayers(Inner given, List<Inner> several, Layer any, UnaryOperator<Tensor> function) {
        this.given = given;
        this.several = several;
        this.any = any;
        this.function = function;
    }

    public Tensor forward(Tensor x) {
        // warning@31: [UnknownDtype] the dtype of given.forward(x) is not known
        //   given is declared without a dtype (line 33).
        //   Fix: given.forward(x).cast(x.dtype())
        Tensor a = x.add(given.forward(x));
        // warning@40: [UnknownDtype] the dtype of several.get(0).forward(x) is not known
        //   several is declared without a dtype (line 33).
        //   Fix: several.get(0).forward(x).cast(x.dtype())
        Tensor b = x.add(several.get(0).forward(x));
        // warning@31: [UnknownDtype] the dtype of given.scaled(x) is not known
        //   given.scaled(x) declares no dtype (line 52).
        //   Fix: given.scaled(x).cast(x.dtype())
        Tensor c = x.add(given.scaled(x));
        // warning@34: [UnknownDtype] the dtype of function.apply(x) is not known
        //   function is declared without a dtype (line 33).
        //   Fix: function.apply(x).cast(x.dtype())
        Tensor d = x.add(function.apply(x));
        Tensor e = x.add(helped(x));
        // warning@26: [UnknownDtype] the dtype of open(x) is not known
        //   open(x) declares no dtype (line 61).
        //   Fix: a qualifier on the declaration, such as @ComputeDtype; or a cast.
        Tensor f = x.add(open(x));
        // warning@26: [UnknownDtype] the dtype of kept is not known
        //   kept is declared without a dtype (line 31).
        //   Fix: a qualifier on the declaration, such as @ComputeDtype; or a cast.
        Tensor g = x.add(kept);
        return a.add(b).add(c).add(d).add(e).add(f).add(g);
    }

    private Tensor helped(Tensor x) {
        // warning@16: [UnknownDtype] the dtype of x is not known
        //   x is declared without a dtype (line 69).
        //   Fix: a qualifier on the declaration, such as @ComputeDtype; or a cast.
        return x.mul(2);
    }

    Tensor open(Tensor x) {
        // warning@16: [UnknownDtype] the dtype of x is not known
        //   x is declared without a dtype (line 76).
        //   Fix: a qualifier on the declaration, such as @ComputeDtype; or a cast.
        return x.mul(2);
    }
}
