/** The sample program: trains annotated models on real data from the command line. */
@NullMarked
package dev.halfcaf.sample;

import org.jspecify.annotations.NullMarked;
