package floating_ids;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Losses;
import dev.halfcaf.Model;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import dev.halfcaf.qualifier.Int64;

/** Ids, labels and positions in a floating dtype. */
@DtypePolicy("mixed_float16")
abstract class FloatingIds extends Layer {
    final Variable table = Variable.of("table", Shape.of(50000, 8), Initializer.randomNormal(0.02));

    public Tensor forward(Tensor tokens) {
        // error@40: [IndexDtype] gather: ids are float16, but must be int32 or int64
        //   tokens is float16: compute dtype of policy 'mixed_float16' (class FloatingIds, line 17)
        //   float16 holds whole numbers up to 2048; larger ones are rounded to others.
        //   Fix: declare it @Int32 Tensor tokens
        return table.asTensor().gather(tokens);
    }

    Tensor positions(int steps) {
        // error@46: [IndexDtype] gather: ids are float16, but must be int32 or int64
        return table.asTensor().gather(Tensor.arange(0, steps, 1, computeDtype()));
    }

    Tensor cast(@Int64 Tensor tokens) {
        Tensor shifted = tokens.cast(Dtype.FLOAT32).add(1);
        // error@40: [IndexDtype] gather: ids are float32, but must be int32 or int64
        return table.asTensor().gather(shifted);
    }

    Tensor right(@Int64 Tensor tokens) {
        Tensor shifted = tokens.cast(Dtype.FLOAT32).add(1).cast(Dtype.INT64);
        return table.asTensor().gather(shifted).add(table.asTensor().gather(tokens));
    }
}

@DtypePolicy("mixed_bfloat16")
abstract class RightIds extends Layer {
    final Variable table = Variable.of("table", Shape.of(50000, 8), Initializer.randomNormal(0.02));

    public Tensor forward(@Int32 Tensor tokens) {
        return table.asTensor().gather(tokens);
    }
}

@DtypePolicy
abstract class BareIds extends Layer {
    final Variable table = Variable.of("table", Shape.of(50000, 8), Initializer.randomNormal(0.02));

    public Tensor forward(Tensor tokens) {
        // error@40: [IndexDtype] gather: ids are float16, but must be int32 or int64 under policy 'mixed_float16'
        return table.asTensor().gather(tokens);
    }
}

@DtypePolicy("float32")
abstract class FloatingLabels extends Model {
    public Tensor forward(Tensor x) {
        return x;
    }

    public Tensor loss(Tensor logits, Tensor labels) {
        // error@51: [IndexDtype] softmaxCrossEntropy: labels are float32, but must be int32 or int64
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}

final class Counting {
    private Counting() {}

    static void count(@Int32 Tensor classes) {}

    static void call(@Float32 Tensor logits) {
        // error@21: [IndexDtype] count: classes are float32, but must be int32
        count(logits.max(-1));
        count(logits.argmax(-1));
        // error@32: [DtypeMismatch] count: classes are int64, but must be int32
        count(logits.argmax(-1).cast(Dtype.INT64));
        // error@47: [IndexDtype] best is int32, the value is float32
        @Int32 Tensor best = logits.argmax(-1).cast(Dtype.FLOAT32);
        @Int32 Tensor right = logits.argmax(-1);
    }
}
