package dev.halfcaf;

import dev.halfcaf.qualifier.PolicyName;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An entry of the policy map of a model: see {@link DtypePolicy#map}. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface PolicyEntry {
    /** The layers that it is for: a path or a pattern, see {@link PolicyMap}. */
    String path();

    /** Their policy's name, see {@link Policy#of(String)}. */
    @PolicyName
    String policy();
}
