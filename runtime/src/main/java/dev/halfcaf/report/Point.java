package dev.halfcaf.report;

/** A value of a step. */
record Point(double step, double value) {
    boolean isFinite() {
        return Double.isFinite(value);
    }
}
