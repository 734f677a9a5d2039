package dev.halfcaf.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.util.passthrough.PassthroughNDManager;
import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deep Java Library reads what Halfcaf writes, and the other way round. */
class IndependentReaderTest {
    private static final Map<Dtype, DataType> DTYPES = Map.of(
            Dtype.FLOAT16, DataType.FLOAT16,
            Dtype.BFLOAT16, DataType.BFLOAT16,
            Dtype.FLOAT32, DataType.FLOAT32,
            Dtype.FLOAT64, DataType.FLOAT64,
            Dtype.INT32, DataType.INT32,
            Dtype.INT64, DataType.INT64,
            Dtype.BOOL, DataType.BOOLEAN);

    @TempDir
    private Path folder;

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>(SafetensorsTest.allDtypes());
        tensors.remove("empty");
        return tensors;
    }

    private static byte[] littleEndian(Tensor tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(tensor.size() * tensor.dtype().bytes());
        TensorBytes.write(tensor, (piece, count) -> bytes.put(piece, 0, count));
        return bytes.array();
    }

    @Test
    void anotherProgramReadsOurFile() throws IOException {
        Path file = folder.resolve("x.safetensors");
        new Safetensors(tensors(), Map.of("epoch", "3")).write(file);

        NDList read = NDList.decode(PassthroughNDManager.INSTANCE, Files.readAllBytes(file));

        assertThat(read).hasSize(tensors().size());
        for (NDArray array : read) {
            Tensor tensor = tensors().get(array.getName());
            assertThat(array.getDataType()).isEqualTo(DTYPES.get(tensor.dtype()));
            assertThat(array.getShape().getShape())
                    .containsExactly(Arrays.stream(tensor.shape().toArray())
                            .asLongStream()
                            .toArray());
            ByteBuffer bytes = array.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            byte[] found = new byte[bytes.remaining()];
            bytes.get(found);
            assertThat(found).isEqualTo(littleEndian(tensor));
        }
    }

    @Test
    void weReadTheFileOfAnotherProgram() throws IOException {
        NDList list = new NDList();
        for (Map.Entry<String, Tensor> named : tensors().entrySet()) {
            Tensor tensor = named.getValue();
            long[] sizes =
                    Arrays.stream(tensor.shape().toArray()).asLongStream().toArray();
            NDArray array = PassthroughNDManager.INSTANCE.create(
                    ByteBuffer.wrap(littleEndian(tensor)).order(ByteOrder.LITTLE_ENDIAN),
                    new ai.djl.ndarray.types.Shape(sizes),
                    DTYPES.get(tensor.dtype()));
            array.setName(named.getKey());
            list.add(array);
        }
        Path file = SafetensorsBytes.write(folder.resolve("djl.safetensors"), list.encode(NDList.Encoding.SAFETENSORS));

        SafetensorsTest.assertSameBits(Safetensors.read(file).tensors(), tensors());
    }

    /** A file that the format's own library, safetensors 0.8.0 for Python, wrote from PyTorch's tensors. */
    @Test
    void weReadTheFileOfTheFormatsOwnLibrary() throws URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(getClass().getResource("torch.safetensors"))
                .toURI());

        Safetensors read = Safetensors.read(file);

        assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
        SafetensorsTest.assertSameBits(
                read.tensors(),
                Map.of(
                        "bool", Tensor.of(new boolean[] {true, false, true}, Shape.of(3)),
                        "half", Tensor.of(new double[] {1, -2.5}, Shape.of(2, 1), Dtype.FLOAT16),
                        "brain", Tensor.of(new double[] {1, -0.0}, Shape.of(2), Dtype.BFLOAT16),
                        "float", Tensor.of(new float[] {0.1f}, Shape.scalar()),
                        "double", Tensor.of(new double[] {0.1, Double.NEGATIVE_INFINITY}, Shape.of(2)),
                        "int", Tensor.of(new int[] {-7}, Shape.of(1, 1, 1)),
                        "layer.0/long", Tensor.of(new long[] {(1L << 62) + 1}, Shape.of(1)),
                        "empty", Tensor.zeros(Shape.of(2, 0))));
    }
}
