package dev.halfcaf.sample.run;

import dev.halfcaf.Policy;
import dev.halfcaf.checkpoint.Checkpoint;
import dev.halfcaf.checkpoint.CheckpointException;
import dev.halfcaf.checkpoint.Checkpoints;
import dev.halfcaf.sample.data.InputException;
import dev.halfcaf.sample.program.ModelName;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do. A checkpoint carries it, so that a run goes on, and a model is tested, without being told again.
 *
 * @param model the model
 * @param data the folder with its data; null where they are in the program, or in the usual place
 * @param settings how it is trained
 */
public record RunPlan(ModelName model, @Nullable Path data, Settings settings) {
    private static final String MODEL = "model";
    private static final String DATA = "data";
    private static final String POLICY = "policy";
    private static final String EPOCHS = "epochs";
    private static final String BATCH_SIZE = "batch size";
    private static final String SEED = "seed";

    /** Checkpoints with this plan in them. */
    Checkpoints addTo(Checkpoints checkpoints) {
        Checkpoints with = checkpoints
                .with(MODEL, model.toString())
                .with(POLICY, settings.policy().config())
                .with(EPOCHS, Integer.toString(settings.epochs()))
                .with(BATCH_SIZE, Integer.toString(settings.batchSize()))
                .with(SEED, Long.toString(settings.seed()));
        return data == null ? with : with.with(DATA, data.toString());
    }

    /**
     * The plan that a checkpoint carries.
     *
     * @param file where the checkpoint is from
     * @throws InputException if it carries none
     */
    static RunPlan of(Path file, Checkpoint checkpoint) {
        ModelName model = ModelName.of(checkpoint.extras().getOrDefault(MODEL, ""))
                .orElseThrow(() -> new InputException(file
                        + " is a checkpoint of another program: it names none of the models " + ModelName.all() + "."));
        try {
            Settings settings = new Settings(
                    Policy.fromConfig(checkpoint.text(POLICY)),
                    Math.toIntExact(checkpoint.number(EPOCHS)),
                    Math.toIntExact(checkpoint.number(BATCH_SIZE)),
                    checkpoint.number(SEED));
            String folder = checkpoint.extras().get(DATA);
            return new RunPlan(model, folder == null ? null : Path.of(folder), settings);
        } catch (IllegalArgumentException | ArithmeticException | CheckpointException e) {
            throw new InputException(file + " is a checkpoint of another program: " + e.getMessage(), e);
        }
    }

    /** The same with the data in another folder; null for the same folder. */
    public RunPlan withData(@Nullable Path folder) {
        return folder == null ? this : new RunPlan(model, folder, settings);
    }

    /** The same with other settings. */
    public RunPlan with(Settings other) {
        return new RunPlan(model, data, other);
    }

    /** How reports call the run. */
    String name() {
        return settings.policy().config() + ", seed " + settings.seed();
    }

    /** Loads what the run needs. */
    public Program load() {
        return model.load(data);
    }

    /** What a reader of the report should know. */
    Map<String, String> facts(Program program) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", model.toString());
        facts.put("data", program.data());
        facts.put("batch size", Integer.toString(settings.batchSize()));
        return facts;
    }
}
