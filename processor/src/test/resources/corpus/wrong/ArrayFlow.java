package array_flow;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.Arrays;

/** Arrays that are filled in loops and by helpers. */
@DtypePolicy("mixed_float16")
abstract class ArrayFlow extends Layer {
    public Tensor forward(Tensor... inputs) {
        Tensor[] wide = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            wide[i] = inputs[i].cast(Dtype.FLOAT32);
        }
        // error@38: [DtypeMismatch] add: left is float16, right is float32
        Tensor a = inputs[0].add(wide[0]);
        // error@40: [DtypeMismatch] mul: left is float16, right is int32
        Tensor b = inputs[0].mul(Tensor.concat(0, new Tensor[] {Tensor.arange(3), Tensor.arange(4)}));
        Tensor[][] grid = {{inputs[0].cast(Dtype.FLOAT64)}};
        // error@41: [DtypeMismatch] sub: left is float16, right is float64
        Tensor c = inputs[0].sub(grid[0][0]);
        // error@41: [DtypeMismatch] div: left is float16, right is float32
        Tensor d = inputs[0].div(made(3)[1]);
        return a.add(b).add(c).add(d);
    }

    private static Tensor[] made(int count) {
        Tensor[] result = new Tensor[count];
        for (int i = 0; i < count; i++) {
            result[i] = Tensor.ones(Shape.of(i));
        }
        return result;
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor[] own = new Tensor[2];
        Arrays.fill(own, x);
        own[1] = own[0].relu();
        Tensor[] copy = own.clone();
        return copy[0].add(x).add(Tensor.concat(0, own));
    }
}
