package dev.halfcaf.device.heap;

import static dev.halfcaf.device.heap.TestArrays.DEVICE;
import static dev.halfcaf.device.heap.TestArrays.array;
import static dev.halfcaf.device.heap.TestArrays.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.ReductionOp;
import dev.halfcaf.device.Storage;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the heap device does with whole arrays; the ops in detail are tested family by family. */
class HeapDeviceTest {
    @ParameterizedTest
    @EnumSource
    void whatIsUploadedIsDownloaded(Dtype dtype) {
        Object javaArray = HeapStorage.newArray(dtype, 3);
        NdArray array = random(dtype, Shape.of(3), 1);

        DEVICE.upload(javaArray, array);
        Object copy = DEVICE.download(array);

        assertThat(copy).isNotSameAs(javaArray).isEqualTo(javaArray);
        assertThat(copy).isNotSameAs(DEVICE.download(array));
    }

    @ParameterizedTest
    @EnumSource
    void newStorageIsZero(Dtype dtype) {
        Storage storage = DEVICE.allocate(dtype, 5);

        assertThat(storage.device()).isSameAs(DEVICE);
        assertThat(storage.dtype()).isEqualTo(dtype);
        assertThat(storage.elements()).isEqualTo(5);
        assertThat(storage.bytes()).isEqualTo(5L * dtype.bytes());
        assertThat(TestArrays.values(new NdArray(storage, Shape.of(5)))).containsOnly(0);
    }

    @Test
    void refusesAnArrayOfAnotherTypeOrLength() {
        NdArray out = array(Dtype.FLOAT16, Shape.of(2), 1, 2);

        assertThatThrownBy(() -> DEVICE.upload(new float[2], out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Elements of float16 are passed as short[], not as float[].");
        assertThatThrownBy(() -> DEVICE.upload(new short[3], out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape (2,) has 2 elements; the array has 3.");
    }

    @Test
    void refusesStorageOfAnotherDevice() {
        Device other = (Device) Proxy.newProxyInstance(
                Device.class.getClassLoader(), new Class<?>[] {Device.class}, (proxy, method, args) -> "gpu");
        record ForeignStorage(Device device, Dtype dtype, int elements) implements Storage {}
        NdArray foreign = new NdArray(new ForeignStorage(other, Dtype.FLOAT32, 1), Shape.of(1));

        assertThatThrownBy(() -> DEVICE.download(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A tensor on device 'gpu' met one on device 'heap': copy it over first.");
    }

    @Test
    void manyThreadsGetTheBitsThatOneGets() {
        NdArray a = random(Dtype.FLOAT16, Shape.of(150, 300), 1);
        NdArray b = random(Dtype.BFLOAT16, Shape.of(300, 70), 2);
        NdArray bias = random(Dtype.FLOAT32, Shape.of(70), 3);
        float[] alone = layer(a, b, bias);

        List<float[]> together = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> layer(a, b, bias))
                .toList();

        assertThat(together).allSatisfy(result -> assertThat(result).containsExactly(alone));
    }

    private static float[] layer(NdArray a, NdArray b, NdArray bias) {
        NdArray product = TestArrays.empty(Dtype.FLOAT16, Shape.of(150, 70));
        NdArray sum = TestArrays.empty(Dtype.FLOAT16, Shape.of(150, 70));
        NdArray probabilities = TestArrays.empty(Dtype.FLOAT32, Shape.of(150, 70));
        NdArray columns = TestArrays.empty(Dtype.FLOAT32, Shape.of(70));
        DEVICE.matmul(a, false, b, false, product);
        DEVICE.binary(BinaryOp.ADD, product, bias, sum);
        DEVICE.softmax(sum, 1, false, probabilities);
        DEVICE.reduce(ReductionOp.SUM, probabilities, new int[] {0}, columns);
        return (float[]) DEVICE.download(columns);
    }
}
