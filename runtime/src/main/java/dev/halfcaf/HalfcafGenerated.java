package dev.halfcaf;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that Halfcaf's processor generated, and carries to later compilations what the build resolved. Users
 * need not write it. (Coverage tools such as JaCoCo leave out classes with an annotation of such a name.)
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HalfcafGenerated {
    /** The canonical name of the class that this one was generated from. */
    String from();

    /** The policy that the build resolved, as {@link Policy#config()} writes it; empty where the surroundings decide. */
    String policy() default "";

    /** Where the policy was resolved, in words; empty where the surroundings decide. */
    String origin() default "";

    /** Whether the option {@code -Ahalfcaf.strict} was given. */
    boolean strict() default false;

    /** What the option {@code -Ahalfcaf.severity} said. */
    String severity() default "";
}
