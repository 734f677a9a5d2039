/** The device that keeps its elements in Java arrays: it runs everywhere, on whichever kernels the JVM has. */
@NullMarked
package dev.halfcaf.device.heap;

import org.jspecify.annotations.NullMarked;
