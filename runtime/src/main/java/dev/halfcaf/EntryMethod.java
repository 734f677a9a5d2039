package dev.halfcaf;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A way into a layer beside {@code forward}, such as {@code encode} and {@code decode} of an autoencoder: the casting
 * wrapper overrides it, too, and casts what enters by the same rules. Methods that override it are entry methods as well.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface EntryMethod {}
