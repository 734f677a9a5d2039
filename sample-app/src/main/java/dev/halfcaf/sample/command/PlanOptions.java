package dev.halfcaf.sample.command;

import dev.halfcaf.Policy;
import dev.halfcaf.sample.program.ModelName;
import dev.halfcaf.sample.program.Settings;
import dev.halfcaf.sample.run.RunPlan;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is trained, and how long. */
final class PlanOptions {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            converter = ModelConverter.class,
            description = {
                "What to train. Default: ${DEFAULT-VALUE}.",
                "digits: two dense layers on 1,797 handwritten digits, which are part of the program;",
                "fashion-cnn: a small convolutional net on the images of --data;",
                "text-transformer: a character transformer on a novel, which is part of the program."
            })
    private ModelName model = ModelName.DIGITS;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the images for fashion-cnn are: Fashion-MNIST, or others in the four idx files of MNIST."
                            + " Default: /usr/share/datasets/fashion-mnist, where `apt-get install"
                            + " dataset-fashion-mnist` puts them.")
    private @Nullable Path data;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How often the model sees each example. Default: what suits the model; 30 for digits.")
    private @Nullable Integer epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Examples of one training step. Default: what suits the model; 32 for digits.")
    private @Nullable Integer batchSize;

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = SeedConverter.class,
            description =
                    "Seed of all random numbers: the same seed gives the same results. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** The plan under a policy. */
    RunPlan plan(Policy policy) {
        Settings usual = model.settings(policy);
        return new RunPlan(
                model,
                data == null ? null : data.toAbsolutePath().normalize(),
                new Settings(
                        policy,
                        epochs == null ? usual.epochs() : epochs,
                        batchSize == null ? usual.batchSize() : batchSize,
                        seed));
    }
}
