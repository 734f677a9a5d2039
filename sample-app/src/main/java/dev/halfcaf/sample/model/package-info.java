/** The layers and models: annotated classes, from which the processor generates what the program constructs. */
@NullMarked
package dev.halfcaf.sample.model;

import org.jspecify.annotations.NullMarked;
