package dev.halfcaf.processor.describe;

import dev.halfcaf.processor.report.Place;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A constructor that the wrapper can call.
 *
 * @param visibility public, protected, or null for package-private
 * @param safeVarargs whether it is {@code @SafeVarargs}
 */
public record ConstructorDescription(
        Place place, @Nullable Modifier visibility, boolean safeVarargs, Signature signature) {}
