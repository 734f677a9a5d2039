package dev.halfcaf.checkpoint;

import dev.halfcaf.train.TrainState;
import dev.halfcaf.train.TrainingProgress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint holds.
 *
 * @param state the step's
 * @param progress the trainer's; null where a loop of one's own trains
 * @param policies the names of the policies by the paths of the layers
 * @param extras what the loop added
 */
record CheckpointContent(
        TrainState state,
        @Nullable TrainingProgress progress,
        Map<String, String> policies,
        Map<String, String> extras) {

    CheckpointContent {
        policies = Collections.unmodifiableMap(new LinkedHashMap<>(policies));
        extras = Collections.unmodifiableMap(new TreeMap<>(extras));
    }

    CheckpointContent with(TrainingProgress newProgress) {
        return new CheckpointContent(state, newProgress, policies, extras);
    }

    CheckpointContent with(String name, String value) {
        Map<String, String> more = new TreeMap<>(extras);
        more.put(name, value);
        return new CheckpointContent(state, progress, policies, more);
    }
}
