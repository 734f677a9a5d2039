package dev.halfcaf.processor.describe;

import dev.halfcaf.processor.report.Place;
import org.jspecify.annotations.Nullable;

/**
 * A field with {@code @DtypePolicy} or {@code @NonTrainable}, wherever it stands.
 *
 * @param owner the simple name of its class
 * @param inLayer whether that class is a layer
 * @param member the field as a member of its class; null if it holds no variable and no layer
 */
public record AnnotatedField(
        Place place,
        String name,
        String owner,
        boolean inLayer,
        @Nullable PolicyAnnotation annotation,
        boolean nonTrainable,
        @Nullable MemberDescription member) {}
