package dev.halfcaf.train;

/** Bounds on the numbers that users set. */
final class Require {
    private Require() {}

    static void atLeast(String what, double value, double least) {
        if (!(value >= least && Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    what + " is " + value + "; it must be at least " + least + ", and finite.");
        }
    }

    static void positive(String what, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be above 0, and finite.");
        }
    }

    static void fraction(String what, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be at least 0 and below 1.");
        }
    }
}
