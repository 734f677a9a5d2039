/** The perceptron that the train step benchmark trains: with what Halfcaf generates, and written by hand. */
package dev.halfcaf.benchmarks.peers.perceptron;
