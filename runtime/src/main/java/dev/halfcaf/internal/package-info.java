/** The door through which training reaches what users of tensors, layers and variables must not touch. Not exported. */
@NullMarked
package dev.halfcaf.internal;

import org.jspecify.annotations.NullMarked;
