package dev.halfcaf.benchmarks.compiletime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Parts of classes, kept as text beside this class. In a part, {@code $A} stands for a number of two digits, {@code $S}
 * for one of one digit, {@code $K} for what makes a name the only one of its class.
 */
record Parts(List<String> names, List<String> texts) {

    static Parts read(String directory, List<String> names) {
        return new Parts(
                names,
                names.stream()
                        .map(name -> read(directory + "/" + name + ".txt"))
                        .toList());
    }

    /** A part as class number {@code number} has it. */
    String text(int part, int number, int place) {
        return texts.get(part)
                .replace("$A", String.valueOf(16 + number % 48))
                .replace("$S", String.valueOf(1 + number % 5))
                .replace("$K", String.valueOf(place));
    }

    private static String read(String resource) {
        try (InputStream stream = Parts.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The jar of the benchmarks lacks " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
