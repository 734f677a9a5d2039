package dev.halfcaf.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one epoch came to.
 *
 * @param epoch its number, from 1
 * @param loss the mean of the steps' losses that are numbers; NaN if none is
 * @param validation the metrics of the validation by their names, in their order; empty without one
 */
public record EpochResult(int epoch, double loss, Map<String, Double> validation) {
    public EpochResult {
        validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    }
}
