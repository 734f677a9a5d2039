package dev.halfcaf.checkpoint;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import java.util.function.Function;

/** The texts of a checkpoint's header, read as what they must be; an error names the file and the text. */
final class Metadata {
    private final String file;
    private final Map<String, String> texts;

    Metadata(String file, Map<String, String> texts) {
        this.file = file;
        this.texts = texts;
    }

    boolean has(String key) {
        return texts.containsKey(key);
    }

    /** Those whose keys begin so, by the rest of their keys. */
    Map<String, String> behind(String prefix) {
        Map<String, String> found = new TreeMap<>();
        texts.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    String text(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new CheckpointException(file, "has no '" + key + "' in its metadata, which every checkpoint has.");
        }
        return text;
    }

    long integer(String key) {
        return number(key, Long::valueOf);
    }

    long count(String key) {
        long count = integer(key);
        if (count < 0) {
            throw wrong(key);
        }
        return count;
    }

    int smallCount(String key) {
        int count = number(key, Integer::valueOf);
        if (count < 0) {
            throw wrong(key);
        }
        return count;
    }

    double real(String key, DoublePredicate possible) {
        double value = number(key, Double::valueOf);
        if (!possible.test(value)) {
            throw wrong(key);
        }
        return value;
    }

    private <T> T number(String key, Function<String, T> parser) {
        try {
            return parser.apply(text(key));
        } catch (NumberFormatException e) {
            throw wrong(key);
        }
    }

    CheckpointException wrong(String key) {
        return new CheckpointException(
                file, "has '" + text(key) + "' as '" + key + "' in its metadata, which cannot be.");
    }
}
