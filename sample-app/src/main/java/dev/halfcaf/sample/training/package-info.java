/** Training: the loop over epochs and batches, what it measures, and what it tells while it runs. */
@NullMarked
package dev.halfcaf.sample.training;

import org.jspecify.annotations.NullMarked;
