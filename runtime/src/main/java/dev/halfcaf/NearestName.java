package dev.halfcaf;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * "Did you mean": the known name that is the fewest edits away from a wrong one. Messages at build time and at run time
 * share it; it is no part of what a layer needs.
 */
public final class NearestName {
    private NearestName() {}

    /** The question at the end of a sentence, with a space before it; nothing where no name is near enough to be meant. */
    public static String question(String wrong, Collection<String> names) {
        return question(of(wrong, names));
    }

    static String question(@Nullable String nearest) {
        return nearest == null ? "" : " Did you mean '" + nearest + "'?";
    }

    /** The nearest of the names, or null where none is near enough to be meant. */
    public static @Nullable String of(String wrong, Collection<String> names) {
        if (wrong.length() > 100) {
            return null;
        }
        String plain = plain(wrong);
        String nearest = null;
        // A third of the letters may be wrong; beyond that, a proposal would be a guess.
        int fewest = Math.max(plain.length(), 4) / 3 + 1;
        for (String name : names) {
            int edits = distance(plain, plain(name));
            if (edits < fewest) {
                fewest = edits;
                nearest = name;
            }
        }
        return nearest;
    }

    /** Letters' case and the kind of separator are not what a typing error is about. */
    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    }

    /** Edit distance with transpositions (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substituted = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(substituted, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
