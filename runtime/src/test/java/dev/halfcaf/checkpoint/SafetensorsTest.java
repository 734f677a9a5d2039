package dev.halfcaf.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("x.safetensors");
    }

    static Map<String, Tensor> allDtypes() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("bool", Tensor.of(new boolean[] {true, false, true}, Shape.of(3)));
        tensors.put("half", Tensor.ofFloat16Bits(new short[] {0x3c00, (short) 0xfc01, 1}, Shape.of(3, 1)));
        tensors.put("brain", Tensor.ofBFloat16Bits(new short[] {0x3f80, (short) 0xffff, 1}, Shape.of(1, 3)));
        tensors.put("float", Tensor.of(new float[] {-0f, Float.intBitsToFloat(0x7fc01234)}, Shape.of(2)));
        tensors.put("double", Tensor.of(new double[] {Math.PI, Double.NEGATIVE_INFINITY}, Shape.of(2)));
        tensors.put("int", Tensor.of(new int[] {Integer.MIN_VALUE, 7}, Shape.of(2)));
        tensors.put("long", Tensor.of(new long[] {Long.MIN_VALUE, 1L << 53 | 1}, Shape.of(2)));
        tensors.put("scalar", Tensor.scalar(3, Dtype.FLOAT32));
        tensors.put("empty", Tensor.zeros(Shape.of(4, 0, 2), Dtype.INT64));
        return tensors;
    }

    static void assertSameBits(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, tensor) -> {
            assertThat(actual.get(name).dtype()).isEqualTo(tensor.dtype());
            assertThat(actual.get(name).shape()).isEqualTo(tensor.shape());
            assertThat(TensorBytes.checksum(actual.get(name))).isEqualTo(TensorBytes.checksum(tensor));
        });
    }

    @Test
    void allDtypesGoToTheFileAndBack() {
        Map<String, String> metadata = Map.of("a \"quoted\" \\ name", "tab\t, null\0, ä, 𝄞");

        new Safetensors(allDtypes(), metadata).write(file());
        Safetensors read = Safetensors.read(file());

        assertSameBits(read.tensors(), allDtypes());
        assertThat(read.metadata())
                .containsEntry("a \"quoted\" \\ name", "tab\t, null\0, ä, 𝄞")
                .containsOnlyKeys("a \"quoted\" \\ name", "halfcaf.checksum");
    }

    @Test
    void manyElementsGoToTheFileAndBack() {
        Map<String, Tensor> tensors = Map.of(
                "long", Tensor.arange(0, 100_000, 1, Dtype.INT64),
                "half", Tensor.arange(0, 65_537, 1, Dtype.FLOAT16),
                "piece", Tensor.arange(0, 16_384, 1, Dtype.FLOAT32));

        new Safetensors(tensors, Map.of()).write(file());

        assertSameBits(Safetensors.read(file()).tensors(), tensors);
    }

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", Tensor.of(new boolean[] {true}, Shape.of(1)));
        tensors.put("w", Tensor.of(new float[] {1, -2}, Shape.of(2, 1)));
        tensors.put("n", Tensor.of(new long[] {258}, Shape.scalar()));

        new Safetensors(tensors, Map.of("z", "1", "a", "2")).write(file());

        byte[] bytes = Files.readAllBytes(file());
        String header = SafetensorsBytes.header(bytes);
        String checksum = Safetensors.read(file()).metadata().get("halfcaf.checksum");
        assertThat(checksum).matches("crc32c:[0-9a-f]{8}");
        // The widest elements first, so that each tensor is aligned.
        assertThat(header.stripTrailing())
                .isEqualTo("{\"__metadata__\":{\"a\":\"2\",\"halfcaf.checksum\":\"" + checksum + "\",\"z\":\"1\"},"
                        + "\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[8,16]},"
                        + "\"b\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[16,17]}}");
        assertThat(header.length() % 8).isZero();
        byte[] data = {2, 1, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0, 1};
        assertThat(bytes).endsWith(data).hasSize(8 + header.length() + data.length);
    }

    @Test
    void equalContentGivesEqualBytes() throws IOException {
        Map<String, Tensor> reversed = new LinkedHashMap<>();
        List<String> names = List.copyOf(allDtypes().keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            reversed.put(names.get(i), allDtypes().get(names.get(i)));
        }
        Path other = folder.resolve("other");

        new Safetensors(allDtypes(), Map.of("a", "1", "b", "2")).write(file());
        new Safetensors(reversed, Map.of("b", "2", "a", "1")).write(other);

        assertThat(other).hasSameBinaryContentAs(file());
    }

    @Test
    void aFileOfAnotherWriterIsRead() {
        // No metadata, fields in another order, spaces, escapes, tensors out of order, no filling.
        byte[] bytes = SafetensorsBytes.of(
                "{ \"l\\u00e4yer\\/w\" : {\"shape\":[2], \"data_offsets\":[4,8],\r\n\"dtype\":\"BF16\"}\t,"
                        + "\"n\":{\"dtype\":\"I32\",\"shape\":[1,1],\"data_offsets\":[0,4]}}",
                new byte[] {1, 2, 0, (byte) 0x80, (byte) 0x80, 0x3f, 0, (byte) 0xc0});

        Safetensors read = Safetensors.read(SafetensorsBytes.write(file(), bytes));

        assertThat(read.metadata()).isEmpty();
        assertThat(read.tensors()).containsOnlyKeys("n", "läyer/w");
        assertThat(read.tensors().get("läyer/w").toFloatArray()).containsExactly(1, -2);
        assertThat(read.tensors().get("n").toIntArray()).containsExactly(0x80000201);
        assertThat(read.tensors().get("n").shape()).isEqualTo(Shape.of(1, 1));
    }

    /** Signalling NaNs and all other payloads included. */
    @ParameterizedTest
    @CsvSource({"F16, 2", "BF16, 2", "F32, 4", "F64, 8"})
    void noBitPatternChanges(String code, int width) throws IOException {
        byte[] data = new byte[8 * 4096];
        new Random(5).nextBytes(data);
        for (int i = 0; i + width <= data.length; i += 3 * width) {
            // An exponent of ones above a payload that signals: the highest bit of the fraction is 0.
            data[i + width - 1] = (byte) (i % 2 == 0 ? 0x7f : 0xff);
            data[i + width - 2] =
                    (byte) (code.equals("F64") ? 0xf1 : code.equals("F16") ? data[i + width - 2] & 1 : 0x81);
        }
        byte[] bytes = SafetensorsBytes.of(
                "{\"w\":{\"dtype\":\"" + code + "\",\"shape\":[" + data.length / width + "],\"data_offsets\":[0,"
                        + data.length + "]}}",
                data);

        Safetensors.read(SafetensorsBytes.write(file(), bytes)).write(file());

        assertThat(Files.readAllBytes(file())).endsWith(data);
    }

    @Test
    void aFileWithoutTensorsIsRead() {
        assertThat(Safetensors.read(SafetensorsBytes.write(file(), SafetensorsBytes.of("{}")))
                        .tensors())
                .isEmpty();
    }

    private static String tensor(String fields) {
        return "{\"w\":{" + fields + "}}";
    }

    static Stream<Arguments> hostileHeaders() {
        String f32 = "\"dtype\":\"F32\",\"shape\":";
        String noHeader = "the header is no safetensors header: at character ";
        return Stream.of(
                Arguments.of("", noHeader + "0, '{' is expected, and it ends."),
                Arguments.of("[]", noHeader + "0, '{' is expected, and there is '['."),
                Arguments.of("{", noHeader + "1, a string is expected, and it ends."),
                Arguments.of("{}}", noHeader + "2, the end of the header is expected, and there is '}'."),
                Arguments.of("{\"w\":1}", noHeader + "5, '{' is expected, and there is '1'."),
                Arguments.of("{\"w", noHeader + "3, '\"' is expected, and it ends."),
                Arguments.of("{\"\\x\":{}}", noHeader + "3, an escape of JSON is expected, and there is 'x'."),
                Arguments.of(
                        "{\"\\u00g0\":{}}",
                        noHeader + "3, an escape of four hexadecimal digits is expected, and there is 'u'."),
                Arguments.of(
                        "{\"\\ud800\":{}}",
                        noHeader + "9, no half of a surrogate pair before this is expected, and there is ':'."),
                Arguments.of(
                        "{\"a\nb\":{}}",
                        noHeader + "3, a character or '\"' is expected, and there is a control character."),
                Arguments.of("{\"__metadata__\":{\"a\":1}}", noHeader + "21, a string is expected, and there is '1'."),
                Arguments.of("{\"__metadata__\":{\"a\":\"\",\"a\":\"\"}}", "the header's metadata has 'a' twice."),
                Arguments.of("{\"__metadata__\":{},\"__metadata__\":{}}", "the header has '__metadata__' twice."),
                Arguments.of("{\"w\":{" + f32 + "[0],\"data_offsets\":[0,0]},\"w\":{}}", "the header has 'w' twice."),
                Arguments.of(tensor(f32 + "[],\"dtype\":\"F32\""), "tensor 'w' has 'dtype' twice."),
                Arguments.of(
                        tensor("\"dtype\":\"U8\""),
                        "tensor 'w' has dtype U8, which Halfcaf does not have: it has F16, BF16, F32, F64, I32, I64 and "
                                + "BOOL."),
                Arguments.of(
                        tensor("\"depth\":1"),
                        "tensor 'w' has a field 'depth' in the header; the format has dtype, shape and data_offsets."),
                Arguments.of(tensor(""), "tensor 'w' has no data_offsets in the header."),
                Arguments.of(tensor("\"data_offsets\":[0,0]"), "tensor 'w' has no dtype in the header."),
                Arguments.of(
                        tensor("\"dtype\":\"F32\",\"data_offsets\":[0,0]"), "tensor 'w' has no shape in the header."),
                Arguments.of(
                        tensor("\"data_offsets\":[0]"),
                        "tensor 'w' has 1 data_offsets in the header; there must be two, begin and end."),
                Arguments.of(
                        tensor("\"data_offsets\":[-1,4]"),
                        noHeader + "22, a whole number, 0 or more is expected, and there is '-'."),
                Arguments.of(
                        tensor("\"data_offsets\":[00,4]"),
                        noHeader + "22, a whole number, 0 or more is expected, and there is '0'."),
                Arguments.of(tensor("\"data_offsets\":[0,4.0]"), noHeader + "25, ']' is expected, and there is '.'."),
                Arguments.of(
                        tensor("\"data_offsets\":[0,9223372036854775808]"),
                        noHeader + "24, a number below 2^63 is expected, and there is '9'."),
                Arguments.of(
                        tensor(f32 + "[2147483648]"),
                        "tensor 'w' has an axis of size 2147483648, more than one tensor can hold."),
                Arguments.of(
                        tensor(f32 + "[65536,65536]"),
                        "tensor 'w' has shape [65536, 65536], more than one tensor can hold."),
                Arguments.of(
                        tensor(f32 + "[1],\"data_offsets\":[8,4]"),
                        "tensor 'w' ends at byte 4, before its begin at byte 8."),
                Arguments.of(
                        tensor(f32 + "[2],\"data_offsets\":[0,4]"),
                        "tensor 'w', float32 of shape (2,), needs 8 bytes; the header gives it 4."),
                Arguments.of(
                        tensor(f32 + "[2000000000],\"data_offsets\":[0,8000000000]"),
                        "tensor 'w' ends at byte 8000000000 of the data, and the file has only 8: it is cut off."),
                Arguments.of(
                        tensor(f32 + "[2],\"data_offsets\":[9223372036854775799,9223372036854775807]"),
                        "tensor 'w' ends at byte 9223372036854775807 of the data, and the file has only 8: it is cut "
                                + "off."),
                Arguments.of(
                        tensor(f32 + "[1],\"data_offsets\":[0,4]"), "bytes 4 to 7 of the data belong to no tensor."),
                Arguments.of(
                        tensor(f32 + "[1],\"data_offsets\":[4,8]"), "bytes 0 to 3 of the data belong to no tensor."),
                Arguments.of(
                        "{\"w\":{" + f32 + "[1],\"data_offsets\":[0,4]},\"v\":{" + f32 + "[2],\"data_offsets\":[0,8]}}",
                        "tensors 'w' and 'v' overlap in the file."));
    }

    /** Each header stands before eight bytes of data. */
    @ParameterizedTest
    @MethodSource("hostileHeaders")
    void aHeaderThatIsNoneIsOneSentence(String header, String sentence) {
        Path file = SafetensorsBytes.write(file(), SafetensorsBytes.of(header, new byte[8]));

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(file + ": " + sentence);
    }

    @Test
    void deepNestingIsAnErrorAtItsFirstCharacter() {
        Path file = SafetensorsBytes.write(file(), SafetensorsBytes.of("{\"w\":{\"shape\":" + "[".repeat(1_000_000)));

        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith("at character 15, a whole number, 0 or more is expected, and there is '['.");
    }

    @Test
    void aHeaderThatIsNoUtf8() {
        Path file =
                SafetensorsBytes.write(file(), SafetensorsBytes.of(new byte[] {'{', '"', (byte) 0xc3, '(', '"', '}'}));

        assertThatThrownBy(() -> Safetensors.read(file)).hasMessage(file + ": the header is no UTF-8.");
    }

    @Test
    void aLengthThatTheFileDoesNotHaveAllocatesNothing() {
        byte[] huge = SafetensorsBytes.of("{}");
        huge[6] = 0x7f;
        assertThatThrownBy(() -> Safetensors.read(SafetensorsBytes.write(file(), huge)))
                .hasMessage(
                        file() + ": is cut off or no safetensors file: its header would have 35747322042253314 bytes, "
                                + "and the file has 2 more.");
        huge[7] = (byte) 0xff;
        assertThatThrownBy(() -> Safetensors.read(SafetensorsBytes.write(file(), huge)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("its header would have 18410433801713876994 bytes");
    }

    @Test
    void aFileOfAFewBytes() {
        Path file = SafetensorsBytes.write(file(), new byte[7]);
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessage(file + ": is no safetensors file: it has only 7 bytes.");
    }

    @Test
    void aBoolIsZeroOrOne() {
        Path file = SafetensorsBytes.write(
                file(),
                SafetensorsBytes.of(
                        "{\"w\":{\"dtype\":\"BOOL\",\"shape\":[2],\"data_offsets\":[0,2]}}", (byte) 1, (byte) 200));
        assertThatThrownBy(() -> Safetensors.read(file))
                .hasMessage(file + ": tensor 'w' has a bool that is 200, not 0 or 1.");
    }

    @Test
    void contentThatChangedIsNotRead() throws IOException {
        new Safetensors(allDtypes(), Map.of()).write(file());
        byte[] bytes = Files.readAllBytes(file());
        bytes[bytes.length - 10] ^= 1;
        SafetensorsBytes.write(file(), bytes);

        assertThatThrownBy(() -> Safetensors.read(file()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file() + ": the content is not what was written: its checksum is crc32c:");
    }

    @Test
    void pathsThatAreNoFiles() {
        Path missing = folder.resolve("missing");
        Path inMissing = missing.resolve("x");
        Tensor w = Tensor.zeros(Shape.of(1));

        assertThatThrownBy(() -> Safetensors.read(missing)).hasMessage(missing + ": there is no such file.");
        assertThatThrownBy(() -> Safetensors.read(folder)).hasMessage(folder + ": is a directory.");
        assertThatThrownBy(() -> new Safetensors(Map.of("w", w), Map.of()).write(folder))
                .hasMessage(folder + ": cannot be written: it is a directory.");
        assertThatThrownBy(() -> new Safetensors(Map.of("w", w), Map.of()).write(inMissing))
                .hasMessage(inMissing + ": cannot be written: there is no directory " + missing + ".");
    }

    @Test
    void aFileThatMayNotBeReadOrWritten() throws IOException {
        new Safetensors(allDtypes(), Map.of()).write(file());
        Assumptions.assumeTrue(file().toFile().setReadable(false) && !Files.isReadable(file()), "root may read all");
        assertThatThrownBy(() -> Safetensors.read(file()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(file() + ": cannot be read: ");

        Assumptions.assumeTrue(folder.toFile().setWritable(false));
        try {
            assertThatThrownBy(() -> new Safetensors(allDtypes(), Map.of()).write(file()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageStartingWith(file() + ": cannot be written: ");
        } finally {
            assertThat(folder.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void namesThatNoFileCanHold() {
        Tensor w = Tensor.zeros(Shape.of(1));
        assertThatThrownBy(() -> new Safetensors(Map.of("__metadata__", w), Map.of()).write(file()))
                .hasMessage(file() + ": a tensor cannot have the name '__metadata__'.");
        assertThatThrownBy(() -> new Safetensors(Map.of("w\ud800", w), Map.of()).write(file()))
                .hasMessage(file() + ": a name or a text to be written has half of a surrogate pair, which no file can "
                        + "hold.");
        assertThat(file()).doesNotExist();
    }

    @Test
    void aWriteTakesAwayWhatKilledWritersLeft() throws IOException {
        Path leftover = Files.createFile(folder.resolve(".x.safetensors.0123456789abcdef.tmp"));
        Path others = Files.createFile(folder.resolve(".y.safetensors.0123456789abcdef.tmp"));
        Path users = Files.createFile(folder.resolve(".x.safetensors.backup.tmp"));

        new Safetensors(allDtypes(), Map.of()).write(file());

        assertThat(folder).isDirectoryNotContaining(path -> path.equals(leftover));
        assertThat(others).exists();
        assertThat(users).exists();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(file(), others, users);
        }
    }

    @Test
    void ofTwoWritersAtOnceEachWritesAllOrFails() throws InterruptedException {
        Safetensors content = new Safetensors(allDtypes(), Map.of());
        content.write(file());
        List<Throwable> unexpected = new CopyOnWriteArrayList<>();
        Runnable writer = () -> {
            for (int i = 0; i < 50; i++) {
                try {
                    content.write(file());
                } catch (CheckpointException e) {
                    if (!e.getMessage().contains("cannot be written: somebody else is writing it")) {
                        unexpected.add(e);
                    }
                } catch (RuntimeException | Error e) {
                    unexpected.add(e);
                }
                try {
                    assertSameBits(Safetensors.read(file()).tensors(), allDtypes());
                } catch (RuntimeException | Error e) {
                    unexpected.add(e);
                }
            }
        };
        List<Thread> threads = List.of(new Thread(writer), new Thread(writer));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(unexpected).isEmpty();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".tmp"));
    }

    @Test
    void anInterruptedThreadWritesAndReadsAllTheSame() {
        Thread.currentThread().interrupt();
        try {
            new Safetensors(allDtypes(), Map.of()).write(file());
            assertSameBits(Safetensors.read(file()).tensors(), allDtypes());
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
