package dev.halfcaf.sample.training;

import dev.halfcaf.Policy;

/**
 * What training under one policy came to.
 *
 * @param policy the policy
 * @param accuracy the share of test images told right
 * @param loss the mean loss of the last epoch
 * @param steps the steps taken
 * @param skipped how many of them were skipped, because a gradient was not finite
 * @param lossScale the loss scale at the end; 1 without scaling
 * @param memory the bytes it took
 * @param seconds how long it took
 */
public record TrainingResult(
        Policy policy,
        double accuracy,
        double loss,
        long steps,
        long skipped,
        double lossScale,
        MemoryUse memory,
        double seconds) {}
