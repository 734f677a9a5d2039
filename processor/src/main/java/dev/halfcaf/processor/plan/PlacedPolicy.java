package dev.halfcaf.processor.plan;

import dev.halfcaf.Policy;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.processor.plan.ClassPlan.ChildField;
import dev.halfcaf.processor.plan.ClassPlan.Construction;
import dev.halfcaf.processor.plan.ClassPlan.MapEntry;
import dev.halfcaf.processor.read.PolicyReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a layer at its place. The order of what decides is that of {@link dev.halfcaf.PolicyOrigin}, and so are the
 * words: the program says the same at run time.
 *
 * @param policy the policy; null where only a run tells
 * @param where in words, where it comes from
 */
record PlacedPolicy(@Nullable Policy policy, String where) {
    /** What a construction says whose policy only a run tells. */
    static final String RUN_TIME = "unknown";

    /** Of a layer whose construction is not seen. */
    static final String MADE_ELSEWHERE = "its owner or of its constructor argument";

    /**
     * A policy map that is in force.
     *
     * @param path where the model is whose map it is
     * @param model the model's name
     */
    record InForce(PolicyMap map, String path, String model) {
        static InForce of(ClassPlan model, String path) {
            PolicyMap map = PolicyMap.empty();
            for (MapEntry entry : model.policy().map()) {
                Policy policy = PolicyReader.of(entry.policy());
                map = policy == null ? map : map.and(new PolicyMap.Entry(entry.path(), policy));
            }
            return new InForce(map, path, Plan.lastName(model.name()));
        }

        private PolicyMap.@Nullable Entry find(String layer) {
            try {
                return map.find(path.isEmpty() ? layer : layer.substring(path.length() + 1));
            } catch (IllegalStateException e) {
                // Two patterns for one layer: the compiler, or the program at its start, says so.
                return null;
            }
        }

        /** Whether it has an entry for one layer of several. */
        boolean countsElements() {
            return map.entries().stream().anyMatch(entry -> entry.path().matches("(.*/)?\\d+(/.*)?"));
        }
    }

    /**
     * The policy of a layer in a field.
     *
     * @param type its class; null where that is not part of the plan
     * @param path where it is
     * @param owner the policy of the layer that holds it
     * @param ownerName the name of that layer's class
     * @param maps the maps in force, the innermost first
     */
    static PlacedPolicy of(
            @Nullable ClassPlan type,
            Construction made,
            ChildField field,
            String path,
            @Nullable Policy owner,
            String ownerName,
            List<InForce> maps) {
        String argument = "constructor argument of " + Plan.lastName(made.type());
        if (type != null && type.policy().named()) {
            return new PlacedPolicy(
                    PolicyReader.of(type.policy().name()), type.policy().where());
        } else if (made.policy().equals(RUN_TIME)) {
            return new PlacedPolicy(null, (made.where().isEmpty() ? argument : made.where()) + ", known at run time");
        } else if (!made.policy().isEmpty()) {
            return new PlacedPolicy(PolicyReader.of(made.policy()), made.where().isEmpty() ? argument : made.where());
        } else if (!field.annotation().isEmpty()) {
            return new PlacedPolicy(PolicyReader.of(field.annotation()), "field " + ownerName + "." + field.field());
        }
        for (InForce map : maps) {
            PolicyMap.Entry entry = map.find(path);
            if (entry != null) {
                return new PlacedPolicy(
                        entry.policy(), "policy map of model " + map.model() + ", entry '" + entry.path() + "'");
            }
        }
        // The output dtype is that of the layer alone which is given the policy.
        return new PlacedPolicy(owner == null ? null : owner.withoutOutputCast(), "owner " + Plan.lastName(ownerName));
    }

    /** The maps in force below a layer. */
    static List<InForce> below(ClassPlan type, String path, List<InForce> around) {
        if (type.policy().map().isEmpty()) {
            return around;
        }
        List<InForce> all = new ArrayList<>(List.of(InForce.of(type, path)));
        all.addAll(around);
        return all;
    }
}
