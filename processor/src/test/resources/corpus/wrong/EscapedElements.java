// options: strict
package escaped_elements;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;
import java.util.function.*;

/** Collections and fields that other code can change. */
@DtypePolicy("mixed_float16")
abstract class EscapedElements extends Layer {
    Tensor cache;

    public Tensor forward(Tensor x) {
        return x;
    }

    private static void fill(List<Tensor> into, Tensor x) {
        into.set(0, x);
    }

    @ComputeDtype
    final Tensor widened(@ComputeDtype Tensor x) {
        cache = x.cast(Dtype.FLOAT32);
        return x;
    }

    void field(@ComputeDtype Tensor x) {
        cache = x;
        x.add(cache);
        widened(x);
        // warning@15: [UnknownDtype] the dtype of cache is not known
        x.add(cache);
    }

    void passed(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        List<Tensor> list = new ArrayList<>(List.of(x));
        x.add(list.get(0));
        fill(list, wide);
        // warning@19: [UnknownDtype] the dtype of list.get(0) is not known
        x.add(list.get(0));
    }

    void view(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        List<Tensor> list = new ArrayList<>(List.of(x));
        list.subList(0, 1).set(0, wide);
        // warning@19: [UnknownDtype] the dtype of list.get(0) is not known
        x.add(list.get(0));
    }

    void filled(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        Tensor[] array = {x};
        Arrays.fill(array, wide);
        // warning@20: [UnknownDtype] the dtype of array[0] is not known
        x.add(array[0]);
    }

    void alias(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        Tensor[] array = {x};
        Tensor[] same = array;
        same[0] = wide;
        // warning@20: [UnknownDtype] the dtype of array[0] is not known
        x.add(array[0]);
    }

    void later(@ComputeDtype Tensor x, @Float32 Tensor wide) {
        Tensor[] array = {x};
        Supplier<Tensor> first = () -> array[0];
        array[0] = wide;
        // warning@20: [UnknownDtype] the dtype of first.get() is not known
        x.add(first.get());
    }
}
