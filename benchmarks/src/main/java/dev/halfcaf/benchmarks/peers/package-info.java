/**
 * Halfcaf's kernels and train steps beside those of others: OpenBLAS, PyTorch, TensorFlow Java, as far as a Maven profile
 * put them on the class path, and beside probes of what the machine gives at that moment.
 *
 * <p>Read in this order: a {@link dev.halfcaf.benchmarks.peers.Task} says what is to be computed, a {@link
 * dev.halfcaf.benchmarks.peers.Contestant} makes {@link dev.halfcaf.benchmarks.peers.Work} of it, a {@link
 * dev.halfcaf.benchmarks.peers.Contest} lets several of them take turns and a {@link
 * dev.halfcaf.benchmarks.peers.Goal} says which ratio is wanted; {@link dev.halfcaf.benchmarks.peers.Contests} lists them
 * all. What comes out is a {@link dev.halfcaf.benchmarks.peers.Report}.
 */
package dev.halfcaf.benchmarks.peers;
