// policies: mixed_float16, mixed_bfloat16, float32
package escaped_elements;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Elements that are replaced under another name, or by a method that is told the array. */
@DtypePolicy("POLICY")
abstract class EscapedElements extends Layer {
    public Tensor forward(Tensor x) {
        return renamed(x).add(filled(x));
    }

    Tensor renamed(@ComputeDtype Tensor x) {
        Tensor[] a = {Tensor.ones(x.shape())};
        Tensor[] b = a;
        b[0] = x;
        return x.add(a[0]);
    }

    Tensor filled(@ComputeDtype Tensor x) {
        Tensor[] a = {Tensor.ones(x.shape())};
        Arrays.fill(a, x);
        return x.add(a[0]);
    }

    Tensor helped(@ComputeDtype Tensor x) {
        Tensor[] a = {Tensor.ones(x.shape())};
        fill(a, x);
        return x.add(a[0]);
    }

    private static void fill(Tensor[] all, Tensor x) {
        for (int i = 0; i < all.length; i++) {
            all[i] = x;
        }
    }

    Tensor set(@ComputeDtype Tensor x) {
        Tensor[] a = {Tensor.ones(x.shape())};
        Arrays.setAll(a, i -> x.mul(i));
        return x.add(a[0]);
    }

    Tensor helpedList(@ComputeDtype Tensor x) {
        List<Tensor> all = new ArrayList<>(List.of(Tensor.ones(x.shape())));
        cast(all, x.dtype());
        return x.add(all.get(0));
    }

    private static void cast(List<Tensor> all, Dtype dtype) {
        for (int i = 0; i < all.size(); i++) {
            all.set(i, all.get(i).cast(dtype));
        }
    }
}
