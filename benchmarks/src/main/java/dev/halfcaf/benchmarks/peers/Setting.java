package dev.halfcaf.benchmarks.peers;

/**
 * What the goals depend on.
 *
 * @param jdk the feature release
 * @param kernels the name of Halfcaf's kernels
 */
record Setting(int jdk, String kernels) {
    static Setting ofThisJvm() {
        return new Setting(Runtime.version().feature(), Halfcaf.kernels());
    }

    boolean plain() {
        return kernels.equals("plain");
    }

    /** Whether the JDK converts to and from float16 in software. */
    boolean old() {
        return jdk < 20;
    }

    /** The name of the file with the results. */
    @Override
    public String toString() {
        return "jdk" + jdk + "-" + kernels;
    }
}
