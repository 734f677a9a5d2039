/** Runs: what one is to do, how it is trained and stopped, and what its folder keeps. */
@NullMarked
package dev.halfcaf.sample.run;

import org.jspecify.annotations.NullMarked;
