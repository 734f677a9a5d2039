package dev.halfcaf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of an entry of a policy map, by its elements. */
record LayerPattern(List<String> elements) {
    private static final String ONE = "*";
    private static final String ANY = "**";

    LayerPattern {
        elements = List.copyOf(elements);
    }

    static LayerPattern parse(@Nullable String path) {
        if (path == null) {
            throw new NullPointerException("A path of a policy map is null.");
        } else if (path.isBlank()) {
            throw illegal(path, "it is empty");
        }
        List<String> elements = List.of(path.split("/", -1));
        for (String element : elements) {
            if (element.isBlank()) {
                throw illegal(path, "a name is missing at a slash");
            } else if (element.contains("*") && !element.equals(ONE) && !element.equals(ANY)) {
                throw illegal(path, "'*' stands for a whole name, between slashes, and '**' for any number of them");
            }
        }
        return new LayerPattern(elements);
    }

    private static IllegalArgumentException illegal(String path, String why) {
        return new IllegalArgumentException("'" + PolicyText.abbreviate(path) + "' is no path of a layer: " + why
                + ". Paths look like encoder/attention, encoder/*, **/norm.");
    }

    boolean isExact() {
        return elements.stream().noneMatch(element -> element.equals(ONE) || element.equals(ANY));
    }

    boolean matches(String layer) {
        return matches(elements, List.of(layer.split("/", -1)));
    }

    private static boolean matches(List<String> pattern, List<String> path) {
        if (pattern.isEmpty()) {
            return path.isEmpty();
        }
        String first = pattern.get(0);
        List<String> rest = pattern.subList(1, pattern.size());
        if (first.equals(ANY)) {
            return matches(rest, path) || (!path.isEmpty() && matches(pattern, path.subList(1, path.size())));
        }
        return !path.isEmpty()
                && (first.equals(ONE) || first.equals(path.get(0)))
                && matches(rest, path.subList(1, path.size()));
    }
}
