/** Labelled images: where they come from, and how a run goes through them. */
@NullMarked
package dev.halfcaf.sample.data;

import org.jspecify.annotations.NullMarked;
