package indices;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.*;

@DtypePolicy("mixed_float16")
abstract class Embedding extends Layer {
    final Variable table = Variable.of("table", Shape.of(1000, 8), Initializer.glorotUniform());

    public Tensor forward(Tensor ids) {
        // error@40: [IndexDtype] gather: ids are float16, but must be int32 or int64
        //   ids is float16: compute dtype of policy 'mixed_float16' (class Embedding, line 7)
        //   float16 holds whole numbers up to 2048; larger ones are rounded to others.
        //   Fix: declare it @Int32 Tensor ids
        return table.asTensor().gather(ids);
    }

    Tensor cast(@Int32 Tensor ids) {
        // error@43: [IndexDtype] gather: ids are float32, but must be int32 or int64
        //   ids.cast(Dtype.FLOAT32) is float32: cast to float32 (line 23)
        //   Fix: ids
        return table.asTensor().gather(ids.cast(Dtype.FLOAT32));
    }

    Tensor local(Tensor x) {
        // error@41: [IndexDtype] best is int32, the value is float16
        //   x.argmax(1).cast(computeDtype()) is float16: cast to float16 (line 31)
        //   best is int32: declared @Int32 (line 31)
        //   Fix: x.argmax(1)
        @Int32 Tensor best = x.argmax(1).cast(computeDtype());
        return best;
    }
}

class Evaluation {
    @Float32
    Tensor loss(@Float32 Tensor logits, @Float32 Tensor labels) {
        // error@51: [IndexDtype] softmaxCrossEntropy: labels are float32, but must be int32 or int64
        //   labels is float32: declared @Float32 (line 38)
        //   Fix: labels.cast(Dtype.INT32)
        return Losses.softmaxCrossEntropy(logits, labels);
    }
}
