/**
 * Kernels on the Vector API. A JVM loads nothing of this package unless it runs with {@code --add-modules
 * jdk.incubator.vector}: {@link dev.halfcaf.kernel.KernelSet} looks first.
 */
@NullMarked
package dev.halfcaf.kernel.vector;

import org.jspecify.annotations.NullMarked;
