package dev.halfcaf.device.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import org.junit.jupiter.api.Test;

/** What the heap device does with whole arrays; the ops in detail are tested family by family. */
class HeapDeviceTest {
    private static final HeapDevice DEVICE = HeapDevice.instance();

    @Test
    void addsWithBroadcasting() {
        NdArray a = floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        NdArray b = floats(Shape.of(3), 10, 20, 30);
        NdArray out = array(Dtype.FLOAT32, Shape.of(2, 3));

        DEVICE.binary(BinaryOp.ADD, a, b, out);

        assertThat((float[]) DEVICE.download(out)).containsExactly(11, 22, 33, 14, 25, 36);
    }

    @Test
    void multipliesMatrices() {
        NdArray a = floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        NdArray b = floats(Shape.of(3, 2), 1, 0, 0, 1, 1, 1);
        NdArray out = array(Dtype.FLOAT32, Shape.of(2, 2));

        DEVICE.matmul(a, false, b, false, out);

        assertThat((float[]) DEVICE.download(out)).containsExactly(4, 5, 10, 11);
    }

    @Test
    void sumsAlongAnAxis() {
        NdArray in = floats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        NdArray rows = array(Dtype.FLOAT32, Shape.of(2));
        NdArray columns = array(Dtype.FLOAT32, Shape.of(3));

        DEVICE.reduce(ReductionOp.SUM, in, new int[] {1}, rows);
        DEVICE.reduce(ReductionOp.SUM, in, new int[] {0}, columns);

        assertThat((float[]) DEVICE.download(rows)).containsExactly(6, 15);
        assertThat((float[]) DEVICE.download(columns)).containsExactly(5, 7, 9);
    }

    @Test
    void refusesAnArrayOfAnotherType() {
        NdArray out = array(Dtype.FLOAT16, Shape.of(2));

        assertThatThrownBy(() -> DEVICE.upload(new float[2], out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Elements of float16 are passed as short[], not as float[].");
        assertThatThrownBy(() -> DEVICE.upload(new short[3], out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape (2,) has 2 elements; the array has 3.");
    }

    private static NdArray floats(Shape shape, float... values) {
        NdArray array = array(Dtype.FLOAT32, shape);
        DEVICE.upload(values, array);
        return array;
    }

    private static NdArray array(Dtype dtype, Shape shape) {
        return DEVICE.garbageCollectedMemory().allocate(dtype, shape);
    }
}
