package dev.halfcaf.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One epoch of a run, and the metrics measured at its end.
 *
 * @param epoch the number of the epoch, from 1
 * @param step the last step before its end
 * @param training metrics of the training data by name, such as {@code "loss"}, in the order in which they are shown
 * @param validation metrics of data that the model does not learn from, in the order in which they are shown
 */
public record EpochRecord(int epoch, long step, Map<String, Double> training, Map<String, Double> validation) {
    /** @throws IllegalArgumentException if epoch is below 1, or step below 0 */
    public EpochRecord {
        StepRecord.atLeast("epoch", epoch, 1);
        StepRecord.atLeast("step", step, 0);
        training = Collections.unmodifiableMap(new LinkedHashMap<>(training));
        validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    }
}
