package dev.halfcaf.sample.program;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;

/**
 * How a model is trained.
 *
 * @param policy the policy
 * @param epochs how often each example is seen
 * @param batchSize the examples of one step
 * @param seed what the first values of the variables and the order of the examples are drawn from
 */
public record Settings(Policy policy, int epochs, int batchSize, long seed) {

    /** The same under another policy. */
    public Settings withPolicy(Policy other) {
        return new Settings(other, epochs, batchSize, seed);
    }

    /** The same for another number of epochs. */
    public Settings withEpochs(int other) {
        return new Settings(policy, other, batchSize, seed);
    }

    /** The same from another seed. */
    public Settings withSeed(long other) {
        return new Settings(policy, epochs, batchSize, other);
    }

    /** The policy with a loss scale that grows after so many finite steps, if it is one that grows. */
    Policy policyGrowingEvery(int steps) {
        return policy.lossScaling() instanceof LossScaling.Dynamic dynamic
                ? policy.withLossScaling(dynamic.withGrowthInterval(steps))
                : policy;
    }
}
