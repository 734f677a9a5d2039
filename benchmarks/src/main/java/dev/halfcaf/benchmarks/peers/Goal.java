package dev.halfcaf.benchmarks.peers;

/** How fast one entrant is to be, as a multiple of another's speed. */
record Goal(Entrant ours, Entrant by, Wanted wanted) {}
