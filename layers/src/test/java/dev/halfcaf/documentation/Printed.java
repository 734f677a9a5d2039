package dev.halfcaf.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a program printed, and what a page says that it prints. They are the same text, but for numbers with a fraction: losses and
 * accuracies, which sets of kernels round differently. Those are close to each other.
 */
final class Printed {
    private static final Pattern FRACTION = Pattern.compile("\\d+\\.\\d+");

    private Printed() {}

    static void assertSame(String place, String actual, String expected) {
        assertThat(FRACTION.matcher(actual).replaceAll("#"))
                .as(place + "; what was printed:\n" + actual)
                .isEqualTo(FRACTION.matcher(expected).replaceAll("#"));
        List<Double> fractions = fractions(actual);
        List<Double> shown = fractions(expected);
        for (int i = 0; i < fractions.size(); i++) {
            assertThat(fractions.get(i))
                    .as(place + "; what was printed:\n" + actual)
                    .isCloseTo(shown.get(i), within(0.02 + 0.05 * shown.get(i)));
        }
    }

    private static List<Double> fractions(String text) {
        return FRACTION.matcher(text)
                .results()
                .map(match -> Double.valueOf(match.group()))
                .toList();
    }
}
