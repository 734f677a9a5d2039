package collections;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

record Batch(Tensor features, @Int32 Tensor ids) {}

@DtypePolicy("mixed_float16")
abstract class Lists extends Layer {
    final List<Lists> blocks = new ArrayList<>();

    public Tensor forward(List<Tensor> xs, Tensor... more) {
        Tensor first = xs.get(0);
        List<Tensor> noise = new ArrayList<>();
        for (Tensor x : xs) {
            noise.add(Tensor.randomNormal(x.shape()));
        }
        // error@35: [DtypeMismatch] add: left is float16, right is float32
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   noise.get(0) is float32: Tensor.randomNormal(x.shape()) makes float32 (line 19)
        //   Fix: Tensor.randomNormal(x.shape(), first.dtype()), or noise.get(0).cast(first.dtype())
        Tensor a = first.add(noise.get(0));
        // error@93: [DtypeMismatch] add: left is float16, right is float32
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   xs.stream().map(x -> x.cast(Dtype.FLOAT32)).r... is float32: cast to float32 (line 30)
        //   Fix: xs.stream().map(x -> x.cast(Dtype.FLOAT32)).reduce(Tensor::add).orElseThrow().cast(first.dtype())
        Tensor b = first.add(xs.stream().map(x -> x.cast(Dtype.FLOAT32)).reduce(Tensor::add).orElseThrow());
        Tensor c = first.add(xs.stream().map(Tensor::relu).toList().get(0));
        List<Tensor> wide = xs.stream().map(x -> x.cast(Dtype.FLOAT32)).collect(Collectors.toList());
        // error@34: [DtypeMismatch] add: left is float16, right is float32
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   wide.get(1) is float32: cast to float32 (line 32)
        //   Fix: wide.get(1).cast(first.dtype())
        Tensor d = first.add(wide.get(1));
        Map<String, Tensor> named = new HashMap<>();
        named.put("mask", Tensor.zeros(first.shape()));
        // error@35: [DtypeMismatch] add: left is float16, right is float32
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   named.get("mask") is float32: Tensor.zeros(first.shape()) makes float32 (line 39)
        //   Fix: Tensor.zeros(first.shape(), first.dtype()), or named.get("mask").cast(first.dtype())
        Tensor e = first.add(named.get("mask"));
        Tensor f = first.add(named.computeIfAbsent("other", key -> Tensor.ones(first.shape())));
        for (Map.Entry<String, Tensor> entry : named.entrySet()) {
            e = first.add(entry.getValue());
        }
        Tensor[] parts = {first, more[0]};
        parts[1] = first.cast(Dtype.FLOAT32);
        Tensor g = first.add(parts[1]).add(more[1]);
        // error@59: [DtypeMismatch] concat: operands[0] is float16, operands[2] is float32
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   Tensor.zeros(first.shape()) makes float32 (line 56)
        //   Fix: Tensor.zeros(first.shape(), first.dtype()), or Tensor.zeros(first.shape()).cast(first.dtype())
        Tensor h = Tensor.concat(0, first, more[0], Tensor.zeros(first.shape()));
        Optional<Tensor> maybe = Optional.of(first.cast(Dtype.FLOAT64));
        // error@35: [DtypeMismatch] add: left is float16, right is float64
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   maybe.orElse(first.cast(Dtype.FLOAT64)) is float64: cast to float64 (line 57)
        //   Fix: maybe.orElse(first.cast(Dtype.FLOAT64)).cast(first.dtype())
        Tensor i = first.add(maybe.orElse(first.cast(Dtype.FLOAT64)));
        Function<Tensor, Tensor> widen = x -> x.cast(Dtype.FLOAT32);
        // error@35: [DtypeMismatch] add: left is float16, right is float32
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   widen.apply(first) is float32: cast to float32 (line 63)
        //   Fix: widen.apply(first).cast(first.dtype())
        Tensor j = first.add(widen.apply(first));
        UnaryOperator<Tensor> same = x -> x.relu().mul(2);
        Tensor k = first.add(same.apply(first));
        Supplier<Tensor> ones = () -> Tensor.ones(first.shape());
        // error@34: [DtypeMismatch] add: left is float16, right is float32
        //   first is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   ones.get() is float32: Tensor.ones(first.shape()) makes float32 (line 71)
        //   Fix: Tensor.ones(first.shape(), first.dtype()), or ones.get().cast(first.dtype())
        Tensor l = first.add(ones.get());
        TensorFunction activation = Tensor::sigmoid;
        Tensor m = first.add(activation.forward(first)).add(activation.forward(ones.get()));
        return a.add(b).add(c);
    }

    Tensor batches(Batch batch, @ComputeDtype Tensor x) {
        Batch made = new Batch(x, x.argmax(1));
        Tensor ok = x.add(made.features());
        // error@34: [IndexDtype] new Batch: ids are float16, but must be int32
        //   x is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   float16 holds whole numbers up to 2048; larger ones are rounded to others.
        //   Fix: x.cast(Dtype.INT32)
        Batch bad = new Batch(x, x);
        // error@27: [DtypeMismatch] add: left is float16, right is int32
        //   ok is float16: compute dtype of policy 'mixed_float16' (class Lists, line 11)
        //   made.ids() gives int32 (line 94)
        //   Fix: made.ids().cast(ok.dtype())
        return ok.add(made.ids()).add(bad.features());
    }

    Tensor folded(@ComputeDtype Tensor x) {
        return Stream.of(x, x).reduce(Tensor.zeros(x.shape()), (s, t) -> s.add(t));
    }

    Tensor flags(@ComputeDtype Tensor x, boolean wide) {
        boolean half = x.dtype() == Dtype.FLOAT16;
        if (half) {
            return x.add(Tensor.zeros(x.shape(), Dtype.FLOAT16));
        }
        return x.add(Tensor.zeros(x.shape()));
    }
}

@DtypePolicy
abstract class Guards extends Layer {
    private final Dtype accumulate = Dtype.FLOAT32;
    private final double epsilon;

    protected Guards() {
        epsilon = 1e-12;
    }

    private boolean isHalf() {
        return computeDtype().isHalf();
    }

    private Dtype wide() {
        return accumulate;
    }

    public Tensor forward(Tensor x) {
        Tensor h = x;
        if (isHalf()) {
            h = x.cast(wide());
        }
        // error@30: [DtypeMismatch] add: left is float32, right is float16 under policy 'mixed_float16'
        //   h is float32: cast to float32 (line 130)
        //   x is float16: compute dtype of Guards, which takes its policy from its surroundings (line 110)
        //   Fix: x.cast(h.dtype())
        Tensor wrong = h.add(x);
        Tensor mean = h.mean(-1).add(epsilon);
        Tensor back = isHalf() ? mean.cast(computeDtype()) : mean;
        Tensor one = switch (computeDtype()) {
            case FLOAT16 -> Tensor.ones(x.shape(), Dtype.FLOAT16);
            case BFLOAT16 -> Tensor.ones(x.shape(), Dtype.BFLOAT16);
            case FLOAT64 -> Tensor.ones(x.shape(), Dtype.FLOAT64);
            default -> Tensor.ones(x.shape());
        };
        return back.add(one).add(x);
    }
}
