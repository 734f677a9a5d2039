package dev.halfcaf.sample.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.Shape;
import dev.halfcaf.data.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxFolderTest {
    private static final String HOW_TO_GET = "`apt-get install dataset-fashion-mnist` brings Fashion-MNIST, then use"
            + " `--data /usr/share/datasets/fashion-mnist`.";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        IdxBytes.writeFolder(folder);
    }

    @Test
    void readsImagesAndLabelsCompressedOrNot() {
        ImageData data = IdxFolder.load(folder);

        assertThat(data.description()).isEqualTo("36 images of 4x4 pixels in " + folder);
        assertThat(data.training().size()).isEqualTo(30);
        assertThat(data.test().size()).isEqualTo(6);
        assertThat(data.training().height()).isEqualTo(4);
        assertThat(data.training().width()).isEqualTo(4);
        assertThat(data.classes()).isEqualTo(3);
    }

    @Test
    void pixelsBecomeNumbersUpTo1() throws IOException {
        byte[] images = IdxBytes.of(IdxBytes.IMAGES, 6 * 16, 6, 4, 4);
        images[images.length - 1] = (byte) 255;
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), images);

        Batch last = IdxFolder.load(folder).test().batch(5);

        assertThat(last.x().toFloatArray()).startsWith(2 / 255f, 0, 1 / 255f).endsWith(1);
        assertThat(last.labels().toIntArray()).containsExactly(2);
    }

    @Test
    void picturesAreTheSamePixelsInRowsAndColumns() {
        Images test = IdxFolder.load(folder).test();
        Batch picture = test.pictures(2).epoch(1, 0).next();

        assertThat(picture.x().shape()).isEqualTo(Shape.of(2, 4, 4, 1));
        assertThat(picture.x().toFloatArray())
                .isEqualTo(test.batches(2).epoch(1, 0).next().x().toFloatArray());
        assertThat(picture.labels().toIntArray()).containsExactly(0, 1);
    }

    @Test
    void missingFolder() {
        Path missing = folder.resolve("missing");

        assertRefused(missing, "There is no folder " + missing + ": " + HOW_TO_GET);
    }

    @Test
    void fileInPlaceOfAFolder() {
        Path file = folder.resolve("t10k-images-idx3-ubyte");

        assertRefused(file, file + " is no folder: " + HOW_TO_GET);
    }

    @Test
    void missingFile() throws IOException {
        Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));

        assertRefused(
                folder,
                "The folder " + folder + " has no train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz: "
                        + HOW_TO_GET);
    }

    @Test
    void moreImagesThanLabels() throws IOException {
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), IdxBytes.of(IdxBytes.LABELS, 5, 5));

        assertRefused(
                folder,
                folder.resolve("t10k-images-idx3-ubyte") + " has 6 images, but t10k-labels-idx1-ubyte has 5 labels.");
    }

    @Test
    void testImagesOfAnotherSize() throws IOException {
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), IdxBytes.of(IdxBytes.IMAGES, 6 * 25, 6, 5, 5));

        assertRefused(
                folder,
                "The images in " + folder
                        + " don't go together: those to train on have 4x4 pixels, those to test on 5x5.");
    }

    private static void assertRefused(Path folder, String message) {
        assertThatThrownBy(() -> IdxFolder.load(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
