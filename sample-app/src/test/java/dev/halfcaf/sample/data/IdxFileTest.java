package dev.halfcaf.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFileTest {
    @TempDir
    private Path folder;

    private Path plain;
    private Path compressed;

    @BeforeEach
    void nameFiles() {
        plain = folder.resolve("labels");
        compressed = folder.resolve("labels.gz");
    }

    @Test
    void readsSizesAndElements() throws IOException {
        Files.write(plain, IdxBytes.of(0x803, 12, 3, 2, 2));

        IdxFile file = IdxFile.read(plain, 3);

        assertThat(file.sizes()).containsExactly(3, 2, 2);
        assertThat(file.elements()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
    }

    @Test
    void readsACompressedFile() throws IOException {
        Files.write(compressed, IdxBytes.compressed(IdxBytes.of(0x801, 5, 5)));

        assertThat(IdxFile.read(compressed, 1).elements()).containsExactly(0, 1, 2, 0, 1);
    }

    @Test
    void wrongMagic() throws IOException {
        Files.write(plain, IdxBytes.of(0x803, 12, 3, 2, 2));

        assertRefused(plain, "%s is no idx file of bytes with 1 axis: it starts with 0x00000803, not with 0x00000801.");
    }

    @Test
    void emptyFile() throws IOException {
        Files.write(plain, new byte[0]);

        assertRefused(plain, "%s is damaged: it ends too early.");
    }

    @Test
    void headerCutOff() throws IOException {
        Files.write(plain, Arrays.copyOf(IdxBytes.of(0x801, 5, 5), 7));

        assertRefused(plain, "%s is damaged: it ends too early.");
    }

    @Test
    void fewerElementsThanAnnounced() throws IOException {
        Files.write(plain, IdxBytes.of(0x801, 4, 5));

        assertRefused(plain, "%s is damaged: it announces 5 bytes of data and has 4.");
    }

    @Test
    void moreElementsThanAnnounced() throws IOException {
        Files.write(plain, IdxBytes.of(0x801, 6, 5));

        assertRefused(plain, "%s is damaged: it goes on after the 5 bytes of data that it announces.");
    }

    @Test
    void sizesThatNoArrayHas() throws IOException {
        Files.write(plain, IdxBytes.of(0x801, 4, -1));
        assertRefused(plain, "%s is damaged: it announces an axis of 4294967295.");

        Files.write(plain, IdxBytes.of(0x801, 4, 0));
        assertRefused(plain, "%s is damaged: it announces an axis of 0.");

        Files.write(plain, IdxBytes.of(0x803, 4, 60000, 60000, 28));
        assertThatThrownBy(() -> IdxFile.read(plain, 3))
                .hasMessage(plain + " is damaged: it announces an axis of 60000.");
    }

    @Test
    void compressedFileCutOff() throws IOException {
        byte[] whole = IdxBytes.compressed(IdxBytes.of(0x801, 5, 5));
        Files.write(compressed, Arrays.copyOf(whole, whole.length - 9));

        assertRefused(compressed, "%s is damaged: it ends too early.");
    }

    @Test
    void compressedFileThatIsNone() throws IOException {
        Files.write(compressed, IdxBytes.of(0x801, 5, 5));

        assertRefused(compressed, "%s is damaged: it can't be decompressed.");
    }

    @Test
    void compressedFileWithAFlippedByte() throws IOException {
        byte[] bytes = IdxBytes.compressed(IdxBytes.of(0x801, 5, 5));
        bytes[bytes.length - 6] ^= 1; // in the checksum
        Files.write(compressed, bytes);

        assertRefused(compressed, "%s is damaged: it can't be decompressed.");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> IdxFile.read(file, 1))
                .isInstanceOf(InputException.class)
                .hasMessage(message, file);
    }
}
