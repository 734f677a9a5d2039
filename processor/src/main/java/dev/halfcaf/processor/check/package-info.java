/** One class per check, each from a description to findings. */
@NullMarked
package dev.halfcaf.processor.check;

import org.jspecify.annotations.NullMarked;
