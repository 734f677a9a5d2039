package dev.halfcaf.processor.describe;

import dev.halfcaf.processor.report.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @DtypePolicy} as it is written.
 *
 * @param policy the value; null where the annotation names none
 * @param lossScale null where the annotation gives none
 * @param only empty where the annotation gives none
 * @param map empty where the annotation gives none
 * @param erroneous whether it has a value that the compiler could not make out
 */
public record PolicyAnnotation(
        Place place,
        @Nullable TextValue policy,
        @Nullable TextValue lossScale,
        List<TextValue> only,
        List<Entry> map,
        boolean erroneous) {
    /** An entry of the policy map. */
    public record Entry(TextValue path, TextValue policy) {}

    public PolicyAnnotation {
        only = List.copyOf(only);
        map = List.copyOf(map);
    }

    /** Where its policy's name stands, or the whole annotation if it has none. */
    public Place policyPlace() {
        return policy == null ? place : policy.place();
    }
}
