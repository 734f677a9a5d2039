package interop;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.TensorFunction;
import dev.halfcaf.qualifier.Float32;
import java.util.List;
import java.util.Map;

/** Numbers in and out: arrays, images, files, other libraries' types. */
final class Interop {
    private Interop() {}

    @Float32
    static Tensor image(int[] pixels, int width) {
        float[] values = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            values[i] = (pixels[i] & 0xff) / 255f;
        }
        return Tensor.of(values, Shape.of(pixels.length / width, width));
    }

    static Tensor labels(List<Integer> all) {
        int[] values = all.stream().mapToInt(Integer::intValue).toArray();
        return Tensor.of(values, Shape.of(values.length));
    }

    static Tensor longs(long... values) {
        return Tensor.of(values, Shape.of(values.length)).add(1);
    }

    static Tensor flags(boolean... values) {
        return Tensor.of(values, Shape.of(values.length)).logicalNot();
    }

    static double[] predict(TensorFunction model, double[] row) {
        Tensor x = Tensor.of(row, Shape.of(1, row.length));
        Tensor same = Tensor.of(row, x.shape(), Dtype.FLOAT32).cast(x.dtype());
        return model.forward(x.add(same).div(2)).cast(Dtype.FLOAT64).softmax(-1).toDoubleArray();
    }

    static boolean close(Tensor a, Tensor b, double tolerance) {
        Tensor difference = a.cast(Dtype.FLOAT64).sub(b.cast(Dtype.FLOAT64)).abs();
        return a.dtype() == b.dtype() && difference.max().item() <= tolerance;
    }

    static Object load(Map<String, Object> archive, String key, Dtype dtype) {
        Object value = archive.get(key);
        if (value instanceof float[] floats) {
            return Tensor.of(floats, Shape.of(floats.length)).cast(dtype);
        } else if (value instanceof Tensor tensor) {
            return tensor.cast(dtype).add(Tensor.zeros(tensor.shape(), dtype));
        }
        return ((Tensor) value).reshape(-1);
    }
}
