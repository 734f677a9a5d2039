package dev.halfcaf.train;

/**
 * Where a run stands between two steps: with the {@link TrainState}, all that {@link Trainer#fit} needs to go on with the same
 * bits. Plain numbers, for a checkpoint to keep.
 *
 * @param seed the seed of the data set, which the order of batches comes from
 * @param epoch the epoch, from 1
 * @param batch the batches of this epoch that were seen
 * @param lossSum the sum of this epoch's losses so far, of those that are numbers
 * @param losses how many losses are in the sum
 */
public record TrainingPosition(long seed, int epoch, long batch, double lossSum, long losses) {
    public TrainingPosition {
        if (epoch < 1 || batch < 0 || losses < 0) {
            throw new IllegalArgumentException("Epoch " + epoch + ", batch " + batch + ", " + losses
                    + " losses is no position: epochs count from 1, batches and losses from 0.");
        }
    }

    /** The beginning of an epoch. */
    public static TrainingPosition startOf(int epoch, long seed) {
        return new TrainingPosition(seed, epoch, 0, 0, 0);
    }

    TrainingPosition behind(StepResult result) {
        boolean counts = result.lossIsFinite();
        return new TrainingPosition(
                seed, epoch, batch + 1, counts ? lossSum + result.loss() : lossSum, counts ? losses + 1 : losses);
    }

    /** The mean loss of this epoch so far; NaN if there is none. */
    public double meanLoss() {
        return losses == 0 ? Double.NaN : lossSum / (double) losses;
    }
}
