/** Mixed precision for Java: layers under dtype policies, tensors, and training with a loss scale. */
module dev.halfcaf {
    // Training tells JDK Flight Recorder of its steps, where there is one.
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.halfcaf;
    exports dev.halfcaf.checkpoint;
    exports dev.halfcaf.data;
    exports dev.halfcaf.device;
    exports dev.halfcaf.qualifier;
    exports dev.halfcaf.report;
    exports dev.halfcaf.train;
}
