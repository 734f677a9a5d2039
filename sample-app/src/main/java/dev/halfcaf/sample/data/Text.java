package dev.halfcaf.sample.data;

import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A text as a language model learns it: a sequence of characters, each given by its number in the alphabet. The last
 * tenth of it is held out for the test.
 */
public final class Text {
    private static final String FILE = "pride-and-prejudice.txt.gz";
    private static final int HELD_OUT = 10;

    private final String description;
    private final String alphabet;
    private final byte[] characters;

    private Text(String description, String text) {
        this.description = description;
        this.alphabet = text.chars()
                .sorted()
                .distinct()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (alphabet.length() > Byte.MAX_VALUE) {
            throw new DataException(
                    "The text has " + alphabet.length() + " different characters; this model takes up to 127.");
        }
        this.characters = new byte[text.length()];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = (byte) alphabet.indexOf(text.charAt(i));
        }
    }

    /** The chapters of Jane Austen's novel that are part of the program; see NOTICE. */
    public static Text prideAndPrejudice() {
        try (InputStream file = Text.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The program's own file " + FILE + " is missing.");
            }
            return new Text(
                    "Pride and Prejudice, chapters 1 to 23 (Jane Austen, 1813)",
                    new String(new GZIPInputStream(file).readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("The program's own file " + FILE + " can't be read.", e);
        }
    }

    /** A text of one's own. */
    static Text of(String text) {
        return new Text("a text", text);
    }

    /** What the text is, as the program's first lines say it. */
    public String description() {
        return description;
    }

    /** The characters that occur, in ascending order; a character's number is its place here. */
    public String alphabet() {
        return alphabet;
    }

    /** Characters to learn from; those behind them are held out for the test. */
    public int trainingLength() {
        return characters.length - characters.length / HELD_OUT;
    }

    /** All characters. */
    public int length() {
        return characters.length;
    }

    /**
     * Passages of {@code length} characters with what follows each character of them.
     *
     * @param starts where each begins
     * @return ids and next ids, int32 (passages, length)
     */
    public Passages passages(int length, int... starts) {
        int[] ids = new int[starts.length * length];
        int[] next = new int[starts.length * length];
        for (int passage = 0; passage < starts.length; passage++) {
            for (int i = 0; i < length; i++) {
                ids[passage * length + i] = characters[starts[passage] + i];
                next[passage * length + i] = characters[starts[passage] + i + 1];
            }
        }
        Shape shape = Shape.of(starts.length, length);
        return new Passages(Tensor.of(ids, shape), Tensor.of(next, shape));
    }

    /** The characters with these numbers. */
    public String decode(int... ids) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(ids).forEach(id -> text.append(alphabet.charAt(id)));
        return text.toString();
    }
}
