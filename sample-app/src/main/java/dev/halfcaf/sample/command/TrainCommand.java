package dev.halfcaf.sample.command;

import dev.halfcaf.Policy;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.report.Report;
import dev.halfcaf.sample.run.Run;
import dev.halfcaf.sample.run.RunFolder;
import dev.halfcaf.sample.run.RunPlan;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains one model under one policy. */
@Command(
        name = "train",
        description = {
            "Trains a model under a dtype policy, and keeps in a folder checkpoints, a report to open in a browser, the"
                    + " figures of all steps as CSV files, and TensorBoard's events. Ctrl-C stops it after the present step;"
                    + " `resume` goes on.",
            ""
        },
        footer = {"", "For example:", "  train --model digits --policy mixed_float16 --out runs/digits"})
final class TrainCommand implements Runnable {
    private final Report report;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    @Mixin
    private PlanOptions options = new PlanOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            converter = PolicyConverter.class,
            description = "The dtype policy to train under. Default: mixed_float16.")
    private Policy policy = Policy.of("mixed_float16");

    @Option(
            names = "--out",
            paramLabel = "RUNDIR",
            required = true,
            description = "The folder to make for the run. It must not be there yet.")
    private Path out = Path.of("");

    TrainCommand(Report report) {
        this.report = report;
    }

    @Override
    public void run() {
        Properties.requireUsable(specification);
        RunFolder folder = new RunFolder(out);
        folder.requireNew();
        RunPlan plan = options.plan(policy);
        Program program = plan.load();
        folder.create();
        Run run = Run.begin(plan, program, folder);
        report.plan(plan, program);
        report.run(policy);
        report.outcome(run.train(report.terminal()), folder);
    }
}
