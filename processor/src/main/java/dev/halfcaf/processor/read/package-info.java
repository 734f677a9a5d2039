/** From javac's elements and annotations to descriptions. Records what stands there; judges nothing. */
@NullMarked
package dev.halfcaf.processor.read;

import org.jspecify.annotations.NullMarked;
