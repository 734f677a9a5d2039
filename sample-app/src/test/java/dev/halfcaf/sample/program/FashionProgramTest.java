package dev.halfcaf.sample.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.Variable;
import dev.halfcaf.sample.data.IdxBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The convolutional net learns from pictures in which it matters where a pixel is. */
class FashionProgramTest {
    private static final int SIDE = 12;
    private static final int CORNERS = 4;

    @TempDir
    private Path folder;

    @BeforeEach
    void drawPictures() throws IOException {
        write("train", 600, new SplittableRandom(1));
        write("t10k", 200, new SplittableRandom(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "mixed_float16", "mixed_bfloat16"})
    void itTellsWhichCornerIsBright(String policy) {
        assertThat(train(policy).accuracy()).isGreaterThan(0.95);
    }

    @Test
    void underMixedPrecisionAllVariablesAreFloat32() {
        assertThat(train("mixed_float16").task().step().model().variables())
                .hasSize(14)
                .extracting(Variable::dtype)
                .containsOnly(Dtype.FLOAT32);
    }

    private Trained train(String policy) {
        Settings settings = new Settings(Policy.of(policy), 4, 20, 0);
        return Trained.of(ModelName.FASHION_CNN.load(folder), settings);
    }

    /** Noise, with a brighter patch in the corner that the label names. */
    private void write(String part, int count, SplittableRandom random) throws IOException {
        byte[] images = IdxBytes.of(IdxBytes.IMAGES, count * SIDE * SIDE, count, SIDE, SIDE);
        byte[] labels = IdxBytes.of(IdxBytes.LABELS, count, count);
        int pixels = images.length - count * SIDE * SIDE;
        for (int i = 0; i < count; i++) {
            int corner = random.nextInt(CORNERS);
            labels[labels.length - count + i] = (byte) corner;
            int top = corner / 2 * SIDE / 2 + random.nextInt(SIDE / 2 - 2);
            int left = corner % 2 * SIDE / 2 + random.nextInt(SIDE / 2 - 2);
            for (int row = 0; row < SIDE; row++) {
                for (int column = 0; column < SIDE; column++) {
                    boolean bright = row >= top && row < top + 3 && column >= left && column < left + 3;
                    images[pixels++] = (byte) (random.nextInt(120) + (bright ? 120 : 0));
                }
            }
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), images);
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels);
    }
}
