package dev.halfcaf.train;

import java.util.List;

/**
 * What a run came to.
 *
 * @param end why it ended
 * @param position where it ended: another run can go on from there
 * @param history the epochs that it did
 */
public record TrainingResult(TrainingEnd end, TrainingPosition position, List<EpochResult> history) {
    public TrainingResult {
        history = List.copyOf(history);
    }
}
