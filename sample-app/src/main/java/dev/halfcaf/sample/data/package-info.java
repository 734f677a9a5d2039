/** Labelled images and a text: where they come from, and how batches are made of them. */
@NullMarked
package dev.halfcaf.sample.data;

import org.jspecify.annotations.NullMarked;
