// options: strict
package aliases;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.ComputeDtype;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What was put into an array or a list under another name is not known under this one. */
@DtypePolicy("mixed_float16")
abstract class Aliases extends Layer {
    public Tensor forward(Tensor x) {
        Tensor[][] cells = new Tensor[2][2];
        for (Tensor[] row : cells) {
            Arrays.fill(row, Tensor.zeros(x.shape()));
        }
        cells[0][1] = x;
        // warning@30: [UnknownDtype] the dtype of cells[0][0] is not known
        return x.add(cells[0][0]);
    }

    Tensor alias(@ComputeDtype Tensor x) {
        Tensor[] a = {x, x};
        Tensor[] b = a;
        b[0] = x.cast(Dtype.FLOAT32);
        // warning@23: [UnknownDtype] the dtype of a[0] is not known
        return x.add(a[0]);
    }

    Tensor passed(@ComputeDtype Tensor x) {
        Tensor[] a = {x, x};
        change(a);
        // warning@23: [UnknownDtype] the dtype of a[0] is not known
        return x.add(a[0]);
    }

    private static void change(Tensor[] a) {
        a[0] = Tensor.zeros(Shape.of(1));
    }

    Tensor listed(@ComputeDtype Tensor x) {
        List<Tensor> a = new ArrayList<>();
        a.add(x);
        List<Tensor> b = a;
        b.set(0, x.cast(Dtype.FLOAT32));
        // warning@23: [UnknownDtype] the dtype of a.get(0) is not known
        return x.add(a.get(0));
    }

    Tensor added(@ComputeDtype Tensor x) {
        List<Tensor> a = new ArrayList<>(List.of(x, x));
        Collections.addAll(a, Tensor.ones(x.shape()));
        // warning@23: [UnknownDtype] the dtype of a.get(2) is not known
        return x.add(a.get(2));
    }

    Tensor right(@ComputeDtype Tensor x) {
        Tensor[] a = {x, x.relu()};
        return x.add(a[0]).add(List.of(x, x).get(1));
    }
}
