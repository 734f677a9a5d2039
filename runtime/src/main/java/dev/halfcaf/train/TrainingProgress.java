package dev.halfcaf.train;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Trainer} knows of its run beside the {@link TrainState} of its step: with both of one moment, {@link
 * Trainer#from(TrainingProgress)} goes on with the same bits.
 *
 * @param position where the run stands in its data
 * @param stopping what early stopping remembers; null without it
 * @param average the moving average of the weights; null without one
 */
public record TrainingProgress(
        TrainingPosition position, EarlyStopping.@Nullable State stopping, WeightAverage.@Nullable State average) {}
