package dev.halfcaf.processor.plan;

import dev.halfcaf.Dtype;
import dev.halfcaf.Policy;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Worlds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The dtype of something in a layer class.
 *
 * @param name a dtype; or {@link #COMPUTE} or {@link #VARIABLE}, that of the class's policy; or a few words where it is none of
 *     these
 * @param byPolicy its dtype under each policy, where {@code name} alone does not tell; else empty
 */
record PlanDtype(String name, Map<String, String> byPolicy) {
    static final String COMPUTE = "compute dtype";
    static final String VARIABLE = "variable dtype";
    static final String UNKNOWN_NAME = "unknown";
    static final PlanDtype UNKNOWN = of(UNKNOWN_NAME);
    static final PlanDtype OF_COMPUTE = of(COMPUTE);
    static final PlanDtype OF_VARIABLE = of(VARIABLE);

    PlanDtype {
        byPolicy = new TreeMap<>(byPolicy);
    }

    static PlanDtype of(String name) {
        return new PlanDtype(name, Map.of());
    }

    /** What the analysis found, in these worlds of a class. */
    static PlanDtype of(Dtypes dtypes, Worlds worlds, int live) {
        List<Integer> reached = IntStream.range(0, worlds.size())
                .filter(world -> (live & 1 << world) != 0 && !dtypes.isNone(world))
                .boxed()
                .toList();
        List<String> names = reached.stream().map(world -> name(dtypes, world)).toList();
        if (names.isEmpty()) {
            return UNKNOWN;
        } else if (worlds.named() || worlds.policies().isEmpty()) {
            return of(names.get(0));
        } else if (worlds.isCompute(dtypes, live)) {
            return OF_COMPUTE;
        } else if (worlds.isVariable(dtypes, live)) {
            return OF_VARIABLE;
        } else if (names.stream().distinct().count() == 1) {
            return of(names.get(0));
        }
        Map<String, String> each = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            each.put(worlds.policies().get(reached.get(i)).name(), names.get(i));
        }
        return new PlanDtype(words(each), each);
    }

    private static String name(Dtypes dtypes, int world) {
        List<Dtype> all = dtypes.all(world);
        if (all.size() == Dtype.values().length) {
            return UNKNOWN_NAME;
        }
        boolean anyFloating = all.size() == 4 && all.stream().allMatch(Dtype::isFloating);
        return anyFloating ? "floating" : all.stream().map(Dtype::toString).collect(Collectors.joining(" or "));
    }

    /** What is most common, then the exceptions. */
    private static String words(Map<String, String> each) {
        Map<String, List<String>> policies = new LinkedHashMap<>();
        each.forEach((policy, dtype) ->
                policies.computeIfAbsent(dtype, key -> new ArrayList<>()).add(policy));
        String common = policies.entrySet().stream()
                .max(Comparator.comparing(entry -> entry.getValue().size()))
                .map(Map.Entry::getKey)
                .orElse(UNKNOWN_NAME);
        String exceptions = policies.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(common))
                .map(entry -> entry.getKey() + " under " + String.join(" and ", entry.getValue()))
                .collect(Collectors.joining("; "));
        return common + " (" + exceptions + ")";
    }

    /** Its name under a policy; without one, in terms of the class's own. */
    String under(@Nullable Policy policy) {
        if (policy == null) {
            return name;
        } else if (name.equals(COMPUTE)) {
            return policy.computeDtype().toString();
        } else if (name.equals(VARIABLE)) {
            return policy.variableDtype().toString();
        }
        return byPolicy.isEmpty() ? name : byPolicy.getOrDefault(policy.name(), UNKNOWN_NAME);
    }

    /** The dtype of this name; null where it names none. */
    static @Nullable Dtype parse(String name) {
        for (Dtype dtype : Dtype.values()) {
            if (dtype.toString().equals(name)) {
                return dtype;
            }
        }
        return null;
    }
}
