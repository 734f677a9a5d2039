/** Annotated classes as immutable values: all that checks judge and writers print. */
@NullMarked
package dev.halfcaf.processor.describe;

import org.jspecify.annotations.NullMarked;
