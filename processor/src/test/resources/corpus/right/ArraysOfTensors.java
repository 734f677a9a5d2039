package arrays_of_tensors;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import java.util.Arrays;

/** Arrays: filled in loops, returned, passed as varargs, of two dimensions. */
@DtypePolicy
abstract class MultiHead extends Layer {
    static final int HEADS = 4;

    public Tensor forward(Tensor... inputs) {
        Tensor[] heads = new Tensor[HEADS];
        for (int i = 0; i < heads.length; i++) {
            heads[i] = head(inputs[0], i).softmax(-1);
        }
        Tensor joined = Tensor.concat(-1, heads);
        return inputs.length > 1 ? joined.add(inputs[1]) : joined;
    }

    private static Tensor head(Tensor x, int index) {
        int width = x.shape().size(-1) / HEADS;
        return x.slice(-1, index * width, (index + 1) * width);
    }
}

@DtypePolicy
abstract class Grid extends Layer {
    public Tensor forward(Tensor x) {
        Tensor[][] cells = new Tensor[2][2];
        for (Tensor[] row : cells) {
            Arrays.fill(row, Tensor.zeros(x.shape(), x.dtype()));
        }
        cells[0][1] = x;
        cells[1][0] = cells[0][1].neg();
        Tensor[] given = {x, x.relu(), cells[1][0]};
        return Tensor.concat(0, given).add(cells[0][0].slice(0, 0, 1));
    }
}

@DtypePolicy
abstract class Split extends Layer {
    public Tensor[] forward(Tensor[] parts) {
        Tensor[] results = parts.clone();
        for (int i = 0; i < results.length; i++) {
            results[i] = results[i].relu();
        }
        return results;
    }
}
