package collections;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Int32;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Lists, maps, queues and iterators of tensors, all of one dtype and of several. */
@DtypePolicy
abstract class Cached extends Layer {
    public Tensor forward(Tensor x) {
        java.util.Map<String, Tensor> cache = new java.util.HashMap<>();
        cache.put("x", x);
        cache.put("relu", cache.get("x").relu());
        Tensor y = cache.getOrDefault("relu", x).add(x);
        for (java.util.Map.Entry<String, Tensor> entry : cache.entrySet()) {
            y = y.add(entry.getValue());
        }
        return y.add(cache.computeIfAbsent("ones", key -> Tensor.ones(x.shape(), x.dtype())));
    }
}

@DtypePolicy
abstract class Window extends Layer {
    final int size;

    Window(int size) {
        this.size = size;
    }

    public Tensor forward(List<Tensor> frames) {
        Deque<Tensor> last = new ArrayDeque<>();
        for (Iterator<Tensor> i = frames.iterator(); i.hasNext(); ) {
            last.addLast(i.next());
            if (last.size() > size) {
                last.removeFirst();
            }
        }
        Tensor sum = last.pop();
        while (!last.isEmpty()) {
            sum = sum.add(last.pop());
        }
        return sum.div(size);
    }
}

/** A map of tensors of several dtypes; each is cast before it is used. */
@DtypePolicy
abstract class Mixed extends Layer {
    public Tensor forward(Tensor x, @Int32 Tensor ids) {
        var all = Map.of("x", x, "ids", ids, "noise", Tensor.randomNormal(x.shape()));
        Tensor sum = x;
        for (Tensor one : all.values()) {
            sum = sum.add(one.cast(sum.dtype()));
        }
        return sum;
    }
}
