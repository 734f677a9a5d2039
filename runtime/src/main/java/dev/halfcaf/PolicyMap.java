package dev.halfcaf;

import dev.halfcaf.qualifier.PolicyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Policies of the layers within a model, by their paths: {@code PolicyMap.of("encoder/attention", "float32")}. A model has
 * one in its annotation ({@link DtypePolicy#map}) or is given one before its first use ({@link Model#usePolicies}).
 *
 * <p>A path is that of {@link Layer#path}, as seen from the model: names of fields, and for layers in an array, a list or a
 * map the index or key, with slashes between. An element {@code *} stands for any one element, {@code **} for any number of
 * them, also none: {@code "encoder/*"} is what the encoder holds itself, {@code "encoder/**"} the encoder and all below it.
 *
 * <p>The exact path of a layer comes before patterns. Two patterns that match one layer are an error where it is bound, and
 * so is an entry that matches no layer, and an exact one against which something nearer decides: the layer's class, its
 * constructor or the field that holds it (see {@link PolicyOrigin}).
 *
 * <p>Immutable; maps with equal entries in the same order are equal.
 */
public final class PolicyMap {
    private static final PolicyMap EMPTY = new PolicyMap(List.of());

    private final List<Entry> entries;

    /**
     * An entry.
     *
     * @param path a path or a pattern
     */
    public record Entry(String path, Policy policy) {
        /** @throws IllegalArgumentException if the path is malformed; the message says how */
        public Entry {
            LayerPattern.parse(path);
            Objects.requireNonNull(policy, "policy");
        }

        /** Whether the path is that of one layer, without {@code *}. */
        public boolean isExact() {
            return LayerPattern.parse(path).isExact();
        }

        /** Whether it is for the layer at this path. */
        public boolean matches(String layer) {
            return LayerPattern.parse(path).matches(layer);
        }
    }

    private PolicyMap(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The map without entries. */
    public static PolicyMap empty() {
        return EMPTY;
    }

    /**
     * A map with one entry.
     *
     * @throws IllegalArgumentException if the path is malformed, or there is no such policy
     */
    public static PolicyMap of(String path, @PolicyName String policy) {
        return EMPTY.and(path, policy);
    }

    /**
     * A map of these entries.
     *
     * @throws IllegalArgumentException if a path is malformed
     */
    public static PolicyMap of(Map<String, Policy> entries) {
        PolicyMap map = EMPTY;
        for (Map.Entry<String, Policy> entry : entries.entrySet()) {
            map = map.and(new Entry(entry.getKey(), entry.getValue()));
        }
        return map;
    }

    /**
     * This map with one more entry.
     *
     * @throws IllegalArgumentException if the path is malformed or in the map already, or there is no such policy
     */
    public PolicyMap and(String path, @PolicyName String policy) {
        return and(new Entry(path, Policy.of(policy)));
    }

    /**
     * This map with one more entry.
     *
     * @throws IllegalArgumentException if the path is in the map already
     */
    public PolicyMap and(Entry entry) {
        for (Entry known : entries) {
            if (known.path().equals(entry.path())) {
                throw new IllegalArgumentException("The policy map has the path '" + entry.path() + "' twice: for '"
                        + known.policy().name() + "' and for '" + entry.policy().name() + "'.");
            }
        }
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new PolicyMap(more);
    }

    /** The entries, in the order in which they were written. */
    public List<Entry> entries() {
        return entries;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /**
     * The entry that is for a layer: the exact one, else the pattern that matches its path; null if none is.
     *
     * @throws IllegalStateException if several patterns match
     */
    public @Nullable Entry find(String layer) {
        List<Entry> patterns = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.path().equals(layer)) {
                return entry;
            } else if (!entry.isExact() && entry.matches(layer)) {
                patterns.add(entry);
            }
        }
        if (patterns.size() > 1) {
            throw new IllegalStateException("Layer '" + layer + "' is matched by several entries of a policy map: "
                    + patterns.stream()
                            .map(entry -> "'" + entry.path() + "' for '"
                                    + entry.policy().name() + "'")
                            .collect(Collectors.joining(", "))
                    + ". Leave one of them; or write an entry '" + layer + "', which comes before patterns.");
        }
        return patterns.isEmpty() ? null : patterns.get(0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PolicyMap map && entries.equals(map.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** For example {@code {encoder/attention -> float32}}. */
    @Override
    public String toString() {
        return entries.stream()
                .map(entry -> entry.path() + " -> " + entry.policy().config())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
