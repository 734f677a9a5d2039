package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.framework.Summary;
import org.tensorflow.util.Event;
import org.tensorflow.util.SessionLog;

/** What is written is read by TensorFlow's own classes. */
class TensorBoardLogTest {
    @TempDir
    private Path folder;

    @Test
    void stepsAndEpochsAreScalars() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.open(folder, () -> 1_700_000_000_250L)) {
            log.onStep(StepRecord.of(1, 1, Runs.applied(2.5, 32768)));
            log.onStep(StepRecord.of(2, 1, Runs.skipped(Double.POSITIVE_INFINITY, 32768, "kernel"))
                    .withLearningRate(0.1)
                    .withNanos(1_500_000)
                    .withGradients(new GradientFigures(Double.NaN, Map.of("hidden/0", 0.25))));
            log.onEpoch(new EpochRecord(1, 2, Map.of("loss", 2.5), Map.of("accuracy", 0.75)));
        }
        List<Event> events = read(onlyFile());

        assertThat(events).hasSize(4);
        assertThat(events).allMatch(event -> event.getWallTime() == 1_700_000_000.25);
        assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
        assertThat(events).extracting(Event::getStep).containsExactly(0L, 1L, 2L, 2L);
        assertThat(scalars(events.get(1)))
                .isEqualTo(Map.of("train/loss", 2.5f, "train/loss_scale", 32768f, "train/skipped", 0f));
        assertThat(scalars(events.get(2)))
                .isEqualTo(Map.of(
                        "train/loss", Float.POSITIVE_INFINITY,
                        "train/loss_scale", 32768f,
                        "train/skipped", 1f,
                        "train/learning_rate", 0.1f,
                        "train/step_milliseconds", 1.5f,
                        "train/gradient_norm", Float.NaN,
                        "zero_share/hidden/0", 0.25f));
        assertThat(scalars(events.get(3))).isEqualTo(Map.of("epoch/loss", 2.5f, "validation/accuracy", 0.75f));
    }

    @Test
    void aResumedRunTellsFromWhereItGoesOn() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.open(folder)) {
            log.onStep(StepRecord.of(1, 1, Runs.applied(1)));
            log.onStep(StepRecord.of(2, 1, Runs.applied(1)));
        }
        try (TensorBoardLog log = TensorBoardLog.resume(folder, 1, 0)) {
            log.onStep(StepRecord.of(2, 1, Runs.applied(0.5)));
        }
        List<Path> files = files();

        assertThat(files).hasSize(2);
        List<Event> second = read(files.get(1));
        assertThat(second.get(1).getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
        assertThat(second.get(1).getStep()).isEqualTo(2);
        assertThat(scalars(second.get(2))).containsEntry("train/loss", 0.5f);
    }

    @Test
    void aResumedRunCountsTheSkippedStepsOn() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.resume(folder, 9, 3)) {
            log.onStep(StepRecord.of(10, 1, Runs.applied(0.5)));
            log.onStep(StepRecord.of(11, 1, Runs.skipped(0.5, 1024, "kernel")));
        }

        List<Event> events = read(files().get(0));
        assertThat(scalars(events.get(2))).containsEntry("train/skipped", 3f);
        assertThat(scalars(events.get(3))).containsEntry("train/skipped", 4f);
    }

    @Test
    void filesOfOneSecondAreTwo() throws IOException {
        TensorBoardLog.open(folder, () -> 5_000).close();
        TensorBoardLog.open(folder, () -> 5_999).close();

        assertThat(files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly(
                        "events.out.tfevents.0000000005.halfcaf.000", "events.out.tfevents.0000000005.halfcaf.001");
    }

    @Test
    void whatIsWrittenAtAnEpochIsThereWithoutClosing() throws IOException {
        try (TensorBoardLog log = TensorBoardLog.open(folder)) {
            log.onStep(StepRecord.of(1, 1, Runs.applied(1)));
            log.onEpoch(new EpochRecord(1, 1, Map.of(), Map.of()));

            assertThat(read(onlyFile())).hasSize(3);
        }
    }

    @Test
    void aClosedFileTakesNothing() {
        TensorBoardLog log = TensorBoardLog.open(folder);
        log.onEnd();
        log.close();

        assertThatThrownBy(() -> log.onStep(StepRecord.of(1, 1, Runs.applied(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The event file is closed. Fix: open another for what follows, by resume().");
    }

    /** The check value of CRC-32C, of the digits from 1 to 9, and TensorFlow's mask of it. */
    @Test
    void theChecksumIsTheMaskedCrc32C() {
        int crc = 0xE3069283;

        assertThat(EventFormat.maskedChecksum("123456789".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo((crc >>> 15 | crc << 17) + 0xa282ead8);
    }

    // ---- reading

    private static Map<String, Float> scalars(Event event) {
        Map<String, Float> scalars = new LinkedHashMap<>();
        for (Summary.Value value : event.getSummary().getValueList()) {
            assertThat(value.getValueCase()).isEqualTo(Summary.Value.ValueCase.SIMPLE_VALUE);
            scalars.put(value.getTag(), value.getSimpleValue());
        }
        return scalars;
    }

    private static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(unmasked(bytes.getInt())).isEqualTo(checksum(length));
            byte[] event = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(event);
            assertThat(unmasked(bytes.getInt())).isEqualTo(checksum(event));
            events.add(Event.parseFrom(event));
        }
        return events;
    }

    private static long unmasked(int masked) {
        int rotated = masked - 0xa282ead8;
        return Integer.toUnsignedLong(rotated >>> 17 | rotated << 15);
    }

    private static long checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }

    private Path onlyFile() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSize(1);
        return files.get(0);
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
