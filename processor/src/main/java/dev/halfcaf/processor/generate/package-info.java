/** One writer per kind of output. They print descriptions and decide nothing. */
@NullMarked
package dev.halfcaf.processor.generate;

import org.jspecify.annotations.NullMarked;
