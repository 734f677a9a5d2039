/** A peer of the comparison; the Maven profile of its name compiles it. */
package dev.halfcaf.benchmarks.peers.pytorch;
