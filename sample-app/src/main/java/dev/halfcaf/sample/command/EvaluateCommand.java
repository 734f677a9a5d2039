package dev.halfcaf.sample.command;

import dev.halfcaf.Policy;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Settings;
import dev.halfcaf.sample.report.Report;
import dev.halfcaf.sample.run.RunFolder;
import dev.halfcaf.sample.run.RunPlan;
import dev.halfcaf.sample.run.SavedRun;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tests a trained model. */
@Command(
        name = "evaluate",
        description = {
            "Measures a model that `train` has trained on the data that it did not learn from. Under another policy, too:"
                    + " the variables in a checkpoint are float32 where a policy is mixed.",
            ""
        },
        footer = {"", "For example:", "  evaluate runs/digits", "  evaluate runs/digits --policy float32"})
final class EvaluateCommand implements Runnable {
    private final Report report;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    @Parameters(paramLabel = "RUNDIR", description = "The folder of a run, or its checkpoint.")
    private Path path = Path.of("");

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            converter = PolicyConverter.class,
            description = "The policy to compute under. Default: that of the run.")
    private @Nullable Policy policy;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data are now. Default: where they were.")
    private @Nullable Path data;

    EvaluateCommand(Report report) {
        this.report = report;
    }

    @Override
    public void run() {
        Properties.requireUsable(specification);
        SavedRun saved = RunFolder.at(path);
        Settings settings = saved.plan().settings();
        RunPlan plan = saved.plan().withData(data).with(policy == null ? settings : settings.withPolicy(policy));
        Program program = plan.load();
        report.metrics(saved, plan, program, saved.metrics(plan, program));
    }
}
