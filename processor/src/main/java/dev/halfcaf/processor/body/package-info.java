/** The checks of method bodies: one class for each kind of mistake, over the facts of {@code dev.halfcaf.processor.flow}. */
@NullMarked
package dev.halfcaf.processor.body;

import org.jspecify.annotations.NullMarked;
