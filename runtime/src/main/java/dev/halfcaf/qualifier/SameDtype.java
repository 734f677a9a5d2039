package dev.halfcaf.qualifier;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Receiver, result and all operands marked so have one dtype. On a method it marks the result and, of an instance
 * method, the receiver; on a parameter, that operand, and of an instance method the receiver too. A number marked so is
 * rounded to that dtype; a {@code Dtype} that a method marked so returns is that dtype.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface SameDtype {}
