package dev.halfcaf.qualifier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tensor has dtype bfloat16. On a method, its result; on a collection, an array or a record, each of its tensors.
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
public @interface BFloat16 {}
