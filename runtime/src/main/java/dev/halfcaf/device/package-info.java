/** Where numbers live and what computes with them: the one door to memory and arithmetic, behind which another device can stand. */
@NullMarked
package dev.halfcaf.device;

import org.jspecify.annotations.NullMarked;
