/** Data sets as batches, epoch after epoch: in memory, shuffled by a seed, mapped, made ahead by another thread. */
@NullMarked
package dev.halfcaf.data;

import org.jspecify.annotations.NullMarked;
