/**
 * What Halfcaf adds to the time of javac: generated programs, compiled in turns with and without the checker, in one
 * process.
 */
package dev.halfcaf.benchmarks.compiletime;
