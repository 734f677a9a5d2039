package dev.halfcaf.benchmarks.peers;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What keeps a figure below its goal, in sentences that people wrote into {@code limits.properties}. A key is the
 * beginning of a figure's key, up to one of its slashes, with or without the setting and a slash before it; the longest
 * one counts, and with the setting before without.
 */
final class Limits {
    private final Properties sentences;

    Limits(Properties sentences) {
        this.sentences = sentences;
    }

    /** Those of the file. */
    static Limits read() {
        Properties sentences = new Properties();
        try (InputStream stream = Limits.class.getResourceAsStream("limits.properties")) {
            if (stream == null) {
                throw new IllegalStateException("limits.properties is missing.");
            }
            Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
            sentences.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Limits(sentences);
    }

    /** What there are sentences for, as it stands in the file. */
    Set<String> keys() {
        return sentences.stringPropertyNames();
    }

    /** The sentence for a figure, if there is one. */
    Optional<String> of(String setting, String key) {
        for (String beginning = key; !beginning.isEmpty(); beginning = shorter(beginning)) {
            String here = sentences.getProperty(setting + "/" + beginning);
            String everywhere = sentences.getProperty(beginning);
            if (here != null || everywhere != null) {
                return Optional.ofNullable(here != null ? here : everywhere);
            }
        }
        return Optional.empty();
    }

    private static String shorter(String key) {
        return key.substring(0, Math.max(0, key.lastIndexOf('/')));
    }
}
