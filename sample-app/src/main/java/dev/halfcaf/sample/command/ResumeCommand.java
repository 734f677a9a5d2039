package dev.halfcaf.sample.command;

import dev.halfcaf.sample.data.InputException;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Settings;
import dev.halfcaf.sample.report.Report;
import dev.halfcaf.sample.run.Run;
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

/** Goes on with a run. */
@Command(
        name = "resume",
        description = {
            "Goes on with a run of `train` that was stopped, or that ended in whatever way, from its latest checkpoint. It"
                    + " comes to the same bits as a run that was never stopped.",
            ""
        },
        footer = {"", "For example:", "  resume runs/digits"})
final class ResumeCommand implements Runnable {
    private final Report report;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    @Parameters(paramLabel = "RUNDIR", description = "The folder of the run.")
    private Path path = Path.of("");

    @Option(
            names = "--epochs",
            paramLabel = "N",
            converter = CountConverter.class,
            description = "The number of the last epoch. Default: that of the run; a larger one makes it longer.")
    private @Nullable Integer epochs;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data are now. Default: where they were.")
    private @Nullable Path data;

    ResumeCommand(Report report) {
        this.report = report;
    }

    @Override
    public void run() {
        Properties.requireUsable(specification);
        RunFolder folder = new RunFolder(path);
        SavedRun saved = folder.saved();
        Settings settings = saved.plan().settings();
        RunPlan plan =
                saved.plan().withData(data).with(settings.withEpochs(epochs == null ? settings.epochs() : epochs));
        int done = saved.epoch() - 1;
        if (done >= plan.settings().epochs()) {
            throw new InputException("The run in " + path + " is complete: it has done " + done
                    + (done == 1 ? " epoch" : " epochs") + ". `resume " + path + " --epochs N` makes it longer.");
        }
        Program program = plan.load();
        Run run = Run.resume(saved, plan, program, folder);
        report.plan(plan, program);
        report.resumed(saved, plan.settings());
        report.outcome(run.train(report.terminal()), folder);
    }
}
