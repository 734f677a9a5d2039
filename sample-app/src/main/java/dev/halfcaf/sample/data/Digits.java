package dev.halfcaf.sample.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The 1,797 handwritten digits that scikit-learn distributes: the test part of UCI's "Optical Recognition of Handwritten
 * Digits" (Alpaydin and Kaynak, 1998; see NOTICE). An image has 8x8 pixels, each from 0 to 16.
 */
public final class Digits {
    private static final String FILE = "digits.csv.gz";
    private static final int SIDE = 8;
    private static final int PIXELS = SIDE * SIDE;
    private static final int WHITE = 16;

    /** Of five images in a row, the last is held out. */
    private static final int HELD_OUT = 5;

    private Digits() {}

    /** Reads the digits; every fifth of them is for the test. */
    public static ImageData load() {
        Images all = parse(lines());
        return new ImageData(
                String.format(Locale.ROOT, "%,d handwritten digits of 8x8 pixels (UCI, scikit-learn)", all.size()),
                all.select(IntStream.range(0, all.size())
                        .filter(i -> !isHeldOut(i))
                        .toArray()),
                all.select(
                        IntStream.range(0, all.size()).filter(Digits::isHeldOut).toArray()));
    }

    private static boolean isHeldOut(int image) {
        return image % HELD_OUT == HELD_OUT - 1;
    }

    private static List<String> lines() {
        try (InputStream file = Digits.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The program's own file " + FILE + " is missing.");
            }
            return new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own file " + FILE + " can't be read.", e);
        }
    }

    /** Each line is the 64 pixels of an image, then its label. */
    private static Images parse(List<String> lines) {
        byte[] pixels = new byte[lines.size() * PIXELS];
        byte[] labels = new byte[lines.size()];
        for (int image = 0; image < labels.length; image++) {
            String[] numbers = lines.get(image).split(",", -1);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                pixels[image * PIXELS + pixel] = Byte.parseByte(numbers[pixel]);
            }
            labels[image] = Byte.parseByte(numbers[PIXELS]);
        }
        return new Images(pixels, labels, SIDE, SIDE, WHITE);
    }
}
