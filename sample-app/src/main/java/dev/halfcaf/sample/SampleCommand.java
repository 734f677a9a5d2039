package dev.halfcaf.sample;

import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.sample.data.Dataset;
import dev.halfcaf.sample.data.Digits;
import dev.halfcaf.sample.data.IdxFolder;
import dev.halfcaf.sample.demonstration.LossScalingDemonstration;
import dev.halfcaf.sample.demonstration.LossScalingRun;
import dev.halfcaf.sample.report.Report;
import dev.halfcaf.sample.training.Trainer;
import dev.halfcaf.sample.training.TrainingOptions;
import dev.halfcaf.sample.training.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: reads the options, and runs what they ask for. */
@Command(
        name = "halfcaf-sample",
        mixinStandardHelpOptions = true,
        versionProvider = SampleVersion.class,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Trains an image classifier under several dtype policies, and compares what they come to. Without options:"
                    + " on 1,797 handwritten digits, which are part of the program, under float32, mixed_float16,"
                    + " mixed_bfloat16 and pure float16; then shows on the same digits what a loss scale is for.",
            ""
        },
        footer = {
            "",
            "Exit code: 0 if all went well, 2 if an option or the data are wrong, 1 if the program is.",
            "",
            "Maven builds and runs the program; once it is built, Java alone runs it:",
            "  mvn -q -Ptrain",
            "  java -jar sample-app/target/halfcaf-sample-app-*.jar --policy mixed_float16 --epochs 10"
        })
final class SampleCommand implements Runnable {
    private static final List<String> ALL_POLICIES = List.of("float32", "mixed_float16", "mixed_bfloat16", "float16");

    private final Report report;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            converter = PolicyConverter.class,
            description = "A dtype policy to train under; repeat it for several. Default: all four.")
    private List<Policy> policies = ALL_POLICIES.stream().map(Policy::of).toList();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "How often the classifier sees each image. Default: ${DEFAULT-VALUE}.")
    private int epochs = TrainingOptions.DEFAULT.epochs();

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "Images of one training step. Default: ${DEFAULT-VALUE}.")
    private int batchSize = TrainingOptions.DEFAULT.batchSize();

    @Option(
            names = "--seed",
            paramLabel = "N",
            converter = SeedConverter.class,
            description =
                    "Seed of all random numbers: the same seed gives the same results. Default: ${DEFAULT-VALUE}.")
    private long seed = TrainingOptions.DEFAULT.seed();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Train on the images in this folder instead: Fashion-MNIST, or others in the four idx files of"
                            + " MNIST. `apt-get install dataset-fashion-mnist` puts them into "
                            + IdxFolder.DEBIAN_FOLDER + ".")
    private @Nullable Path folder;

    @Option(
            names = "--no-demonstration",
            description = "Leave out the part on the loss scale, which else follows mixed_float16 on the digits.")
    private boolean withoutDemonstration;

    SampleCommand(Report report) {
        this.report = report;
    }

    @Override
    public void run() {
        requireUsableProperties();
        Dataset data = folder == null ? Digits.load() : IdxFolder.load(folder);
        compare(data);
        if (folder == null && !withoutDemonstration && policies.contains(Policy.of("mixed_float16"))) {
            demonstrate(data);
        }
    }

    /** System properties are read where they are first needed; a mistake in one is better said before anything else. */
    private void requireUsableProperties() {
        try {
            Policy.global();
            Tensor.zeros(Shape.of(1)).add(1);
        } catch (IllegalArgumentException | ExceptionInInitializerError e) {
            throw new ParameterException(specification.commandLine(), e.getMessage(), e);
        }
    }

    /** Trains the same classifier under each policy. */
    private void compare(Dataset data) {
        TrainingOptions options = new TrainingOptions(epochs, batchSize, seed);
        report.introduction(data, options, policies);
        Trainer trainer = new Trainer(data, options);
        List<TrainingResult> results = new ArrayList<>();
        for (Policy policy : policies) {
            results.add(trainer.train(policy, report.run(policy)));
        }
        report.results(results);
    }

    /** Shows what a loss scale is for. */
    private void demonstrate(Dataset data) {
        report.demonstrationIntroduction();
        LossScalingDemonstration demonstration = new LossScalingDemonstration(data, seed);
        List<LossScalingRun> runs = new ArrayList<>();
        for (Policy policy : LossScalingDemonstration.policies()) {
            runs.add(demonstration.run(policy, report.run(policy)));
        }
        report.demonstrationResults(runs);
    }
}
