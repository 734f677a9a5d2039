package dev.halfcaf;

import dev.halfcaf.qualifier.PolicyName;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a layer class under a dtype policy. The processor checks the class and generates its casting wrapper {@code
 * Casting<Name>}, and for a {@link Model} with a {@code loss} the train step {@code <Name>TrainStep}.
 *
 * <p>With a value the class is <em>named</em>: it has that policy in every surrounding. Without, it is <em>bare</em> and
 * takes the nearest policy of its surroundings; {@link PolicyOrigin} lists them in order. On a field, a package or a
 * module the annotation gives a policy to the bare layers in it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PACKAGE, ElementType.MODULE})
public @interface DtypePolicy {
    /** A policy name, see {@link Policy#of(String)}; empty to take the policy of the surroundings. */
    @PolicyName
    String value() default "";

    /**
     * The loss scale of a model's train step: {@code "auto"} (dynamic under mixed_float16, none otherwise), {@code
     * "none"}, {@code "dynamic"}, or a number of at least 1 for a fixed one. Only a {@link Model} uses it.
     */
    String lossScale() default "auto";

    /** For a bare class: the only policies under which it may be used; empty for all. */
    @PolicyName
    String[] only() default {};

    /**
     * For a {@link Model}: policies of layers in it, by their paths. {@link PolicyMap} says what a path is, and which entry
     * decides; the map that {@link Model#usePolicies} gives takes the place of this one.
     */
    PolicyEntry[] map() default {};
}
