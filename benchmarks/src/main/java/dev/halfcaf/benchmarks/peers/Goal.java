package dev.halfcaf.benchmarks.peers;

/** How fast one entrant is to be, as a multiple of another's speed. */
record Goal(Entrant ours, Entrant by, Wanted wanted) {
    /** The task of ours and whom it is compared with, such as {@code gemm/float16/512x512x512/OpenBLAS}. */
    String key() {
        return ours.task() + "/" + by.role().label();
    }
}
