package dev.halfcaf.benchmarks.peers;

/** Who takes part, with the name in tables. */
enum Role {
    HALFCAF("Halfcaf"),
    /** In a process of its own. */
    HALFCAF_PLAIN("Halfcaf, plain set"),
    /** In a process of its own. */
    HALFCAF_TWO_THREADS("Halfcaf, two threads"),
    PROBE("probe"),
    OPENBLAS("OpenBLAS"),
    PYTORCH("PyTorch"),
    /** In a process of its own. */
    TENSORFLOW("TensorFlow");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
