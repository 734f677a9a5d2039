package dev.halfcaf.qualifier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tensor holds numbers: its dtype is any but bool. On an op of a tensor whose result another qualifier tells, it is the
 * receiver that holds them.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
    ElementType.METHOD,
    ElementType.PARAMETER,
    ElementType.FIELD,
    ElementType.LOCAL_VARIABLE,
    ElementType.RECORD_COMPONENT
})
public @interface Numeric {}
