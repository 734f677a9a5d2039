package dev.halfcaf.sample.command;

import dev.halfcaf.Policy;
import dev.halfcaf.sample.data.Digits;
import dev.halfcaf.sample.data.ImageData;
import dev.halfcaf.sample.demonstration.LossScalingDemonstration;
import dev.halfcaf.sample.demonstration.LossScalingRun;
import dev.halfcaf.sample.program.ModelName;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Settings;
import dev.halfcaf.sample.report.Report;
import dev.halfcaf.sample.run.Run;
import dev.halfcaf.sample.run.RunFolder;
import dev.halfcaf.sample.run.RunOutcome;
import dev.halfcaf.sample.run.RunPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains one model under several policies. */
@Command(
        name = "compare",
        description = {
            "Trains a model under several dtype policies, each time from the same start, and shows side by side what they"
                    + " come to. On the digits, it then shows what a loss scale is for.",
            ""
        },
        footer = {
            "",
            "For example:",
            "  compare",
            "  compare --model fashion-cnn --policy float32 --policy mixed_float16 --seeds 3 --out runs/fashion"
        })
final class CompareCommand implements Runnable {
    private static final List<String> ALL_POLICIES = List.of("float32", "mixed_float16", "mixed_bfloat16", "float16");

    private final Report report;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    @Mixin
    private PlanOptions options = new PlanOptions();

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            converter = PolicyConverter.class,
            description = "A dtype policy to train under; repeat it for several. Default: float32, mixed_float16,"
                    + " mixed_bfloat16 and float16.")
    private List<Policy> policies = ALL_POLICIES.stream().map(Policy::of).toList();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            converter = CountConverter.class,
            description =
                    "Train so many times under each policy, from --seed on, and show the means. Default: ${DEFAULT-VALUE}.")
    private int seeds = 1;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A folder to make, for the folders of all runs and a report on them.")
    private @Nullable Path out;

    @Option(
            names = "--no-demonstration",
            description = "Leave out the part on the loss scale, which else follows mixed_float16 on the digits.")
    private boolean withoutDemonstration;

    CompareCommand(Report report) {
        this.report = report;
    }

    @Override
    public void run() {
        Properties.requireUsable(specification);
        requireDifferentPolicies();
        RunFolder folder = out == null ? null : new RunFolder(out);
        if (folder != null) {
            folder.requireNew();
        }
        RunPlan plan = options.plan(policies.get(0));
        Program program = plan.load();
        if (folder != null) {
            folder.create();
        }
        report.comparison(plan, program, policies, seeds);
        List<List<RunOutcome>> outcomes = new ArrayList<>();
        for (Policy policy : policies) {
            List<RunOutcome> runs = runs(plan.with(plan.settings().withPolicy(policy)), program, folder);
            if (runs.size() < seeds) {
                return;
            }
            outcomes.add(runs);
        }
        report.results(outcomes);
        if (folder != null) {
            folder.writeReport(plan.model(), outcomes);
            report.folder(folder);
        }
        if (plan.model() == ModelName.DIGITS
                && !withoutDemonstration
                && policies.contains(Policy.of("mixed_float16"))) {
            demonstrate(plan.settings().seed());
        }
    }

    private void requireDifferentPolicies() {
        for (Policy policy : policies) {
            if (Collections.frequency(policies, policy) > 1) {
                throw new ParameterException(
                        specification.commandLine(), "--policy: '" + policy.name() + "' is there twice.");
            }
        }
    }

    /** The runs under one policy that are complete: as many as seeds, unless one is stopped. */
    private List<RunOutcome> runs(RunPlan plan, Program program, @Nullable RunFolder folder) {
        List<RunOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            Settings settings = plan.settings().withSeed(plan.settings().seed() + i);
            report.run(settings, seeds);
            RunFolder own = folder == null ? null : folder.createWithin(settings);
            RunOutcome outcome = Run.begin(plan.with(settings), program, own).train(report.terminal());
            if (!outcome.isComplete()) {
                return outcomes;
            }
            outcomes.add(outcome);
        }
        return outcomes;
    }

    /** Shows what a loss scale is for. */
    private void demonstrate(long seed) {
        report.demonstrationIntroduction();
        ImageData digits = Digits.load();
        LossScalingDemonstration demonstration = new LossScalingDemonstration(digits, seed);
        List<LossScalingRun> runs = new ArrayList<>();
        for (Policy policy : LossScalingDemonstration.policies()) {
            report.run(policy);
            runs.add(demonstration.run(policy, report.terminal()));
        }
        report.demonstrationResults(runs);
    }
}
