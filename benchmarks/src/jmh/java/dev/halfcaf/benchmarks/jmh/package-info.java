/** Halfcaf's kernels under JMH; the Maven profile {@code jmh} compiles it. */
package dev.halfcaf.benchmarks.jmh;
