package dev.halfcaf.sample.demonstration;

import dev.halfcaf.Policy;
import java.util.Map;

/**
 * What training the deep classifier came to.
 *
 * @param policy the policy, with its loss scale
 * @param zeroShares for each layer, the share of its gradients over all steps that were exactly 0
 * @param accuracy the share of test images told right
 */
public record LossScalingRun(Policy policy, Map<String, Double> zeroShares, double accuracy) {}
