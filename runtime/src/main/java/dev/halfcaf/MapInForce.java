package dev.halfcaf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The policy map of one model while its tree is bound: which entries have met a layer, and which layers there are. */
final class MapInForce {
    private static final int NAMED_IN_A_MESSAGE = 12;

    private final PolicyMap map;
    private final String where;
    private final String base;
    private final Set<PolicyMap.Entry> met = new HashSet<>();
    private final List<String> layers = new ArrayList<>();

    /**
     * A map in force.
     *
     * @param where the map in words, such as {@code "policy map of model Encoder"}
     * @param base the path of the model, before the paths in the map; empty for the outermost
     */
    MapInForce(PolicyMap map, String where, String base) {
        this.map = map;
        this.where = where;
        this.base = base.isEmpty() ? "" : base + "/";
    }

    /** What it says of the layer at this path from the outermost; null if nothing. */
    @Nullable
    ResolvedPolicy find(String path) {
        String layer = path.substring(base.length());
        layers.add(layer);
        PolicyMap.Entry entry = map.find(layer);
        map.entries().stream().filter(one -> one.matches(layer)).forEach(met::add);
        return entry == null ? null : new ResolvedPolicy(entry.policy(), PolicyOrigin.MAP, words(entry));
    }

    /** Throws if there is an entry of its own for this layer, and something nearer gives it another policy. */
    void requireEffect(String path, ResolvedPolicy resolved) {
        PolicyMap.Entry entry = map.find(path.substring(base.length()));
        if (entry != null
                && entry.isExact()
                && !entry.policy().name().equals(resolved.policy().name())) {
            throw new IllegalStateException("The " + words(entry) + ", gives that layer '"
                    + entry.policy().name() + "', but it has " + resolved
                    + ", which is nearer to it. Remove the entry, or"
                    + " the policy there.");
        }
    }

    /** Throws if an entry has met no layer, now that all were seen. */
    void requireAllMet() {
        for (PolicyMap.Entry entry : map.entries()) {
            if (!met.contains(entry)) {
                List<String> distinct = layers.stream().distinct().toList();
                throw new IllegalStateException("The " + words(entry) + ", matches no layer."
                        + NearestName.question(entry.path(), distinct) + " "
                        + (distinct.isEmpty()
                                ? "The model holds none."
                                : "Layers: "
                                        + distinct.stream()
                                                .limit(NAMED_IN_A_MESSAGE)
                                                .collect(Collectors.joining(", "))
                                        + (distinct.size() > NAMED_IN_A_MESSAGE ? ", ..." : "") + "."));
            }
        }
    }

    private String words(PolicyMap.Entry entry) {
        return where + ", entry '" + entry.path() + "'";
    }
}
