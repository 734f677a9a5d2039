package dev.halfcaf.train;

/** Where a training run's events go: to JDK Flight Recorder, on a Java runtime that has it. */
interface TrainingEvents {
    /** Those of this JVM. */
    TrainingEvents OF_JVM = ofJvm();

    /** An optimizer has applied or skipped a step, its {@code steps}-th update if it was applied. */
    void step(StepResult result, long steps);

    /** The loss scale has moved. */
    void lossScale(double before, double after);

    private static TrainingEvents ofJvm() {
        try {
            Class.forName("jdk.jfr.Event");
        } catch (ClassNotFoundException e) {
            return new None();
        }
        return new FlightRecorderEvents();
    }

    /** On a Java runtime without the module {@code jdk.jfr}. */
    final class None implements TrainingEvents {
        @Override
        public void step(StepResult result, long steps) {}

        @Override
        public void lossScale(double before, double after) {}
    }
}
