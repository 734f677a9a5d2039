package dev.halfcaf.sample.report;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.demonstration.LossScalingRun;
import dev.halfcaf.sample.program.Program;
import dev.halfcaf.sample.program.Settings;
import dev.halfcaf.sample.run.RunFolder;
import dev.halfcaf.sample.run.RunOutcome;
import dev.halfcaf.sample.run.RunPlan;
import dev.halfcaf.sample.run.SavedRun;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All that the program says, in the order in which it says it. */
public final class Report {
    private final Terminal terminal;

    public Report(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Where it is said. */
    public Terminal terminal() {
        return terminal;
    }

    /** What one run is to do. */
    public void plan(RunPlan plan, Program program) {
        terminal.println("Model: " + model(plan) + ".");
        data(plan, program);
    }

    /** What a comparison is to do. */
    public void comparison(RunPlan plan, Program program, List<Policy> policies, int seeds) {
        terminal.println(String.format(
                Locale.ROOT,
                "One %s, compiled once, learns under %s; its layers are annotated with @DtypePolicy.",
                plan.model().kind(),
                policies.size() == 1
                        ? "the dtype policy " + policies.get(0).name()
                        : policies.size() + " dtype policies"));
        data(plan, program);
        if (seeds > 1) {
            terminal.println("Under each policy it learns " + seeds + " times, from as many seeds.");
        }
    }

    private static String model(RunPlan plan) {
        return plan.model() + " (" + plan.model().kind() + ")";
    }

    private void data(RunPlan plan, Program program) {
        terminal.println(String.format(
                Locale.ROOT,
                "Data: %s. Seed %d, batches of %d.",
                program.data(),
                plan.settings().seed(),
                plan.settings().batchSize()));
    }

    /** Announces a run. */
    public void run(Policy policy) {
        terminal.println("");
        terminal.println(describe(policy));
    }

    /** Announces a run that is one of several from as many seeds. */
    public void run(Settings settings, int seeds) {
        terminal.println("");
        terminal.println(describe(settings.policy()) + (seeds == 1 ? "" : ", seed " + settings.seed()));
    }

    /** Announces that a run goes on. */
    public void resumed(SavedRun saved, Settings settings) {
        run(settings.policy());
        terminal.println(String.format(
                Locale.ROOT,
                "Goes on after %,d steps, in epoch %d of %d.",
                saved.checkpoint().stepsSeen(),
                saved.epoch(),
                settings.epochs()));
    }

    private static String describe(Policy policy) {
        String dtypes = policy.computeDtype() == policy.variableDtype()
                ? "computes and keeps its variables in " + policy.computeDtype()
                : "computes in " + policy.computeDtype() + ", keeps its variables in " + policy.variableDtype();
        return policy.name() + ": " + dtypes + ", "
                + (policy.lossScaling() instanceof LossScaling.None
                        ? "no loss scale"
                        : policy.lossScaling() + " loss scale");
    }

    /** What one run came to, and where to look at it; of one that was stopped all is said. */
    public void outcome(RunOutcome outcome, RunFolder folder) {
        if (!outcome.isComplete()) {
            return;
        }
        terminal.println("");
        terminal.println(String.format(
                Locale.ROOT,
                "Test accuracy %s, test loss %.4f, after %,d steps, of which %,d were skipped, in %.1f s.",
                percent(outcome.accuracy()),
                outcome.testLoss(),
                outcome.steps(),
                outcome.skipped(),
                outcome.seconds()));
        terminal.println(folder.path() + " has report.html, checkpoints, steps.csv, epochs.csv, zero-shares.csv and"
                + " TensorBoard's events.");
    }

    /** What a saved model is worth. */
    public void metrics(SavedRun saved, RunPlan plan, Program program, Map<String, Double> metrics) {
        terminal.println("Model: " + model(plan) + ", after "
                + String.format(Locale.ROOT, "%,d", saved.checkpoint().stepsSeen()) + " steps.");
        terminal.println("Data: " + program.data() + ".");
        terminal.println(String.format(
                Locale.ROOT,
                "Under %s: test accuracy %s, test loss %.4f.",
                plan.settings().policy().name(),
                percent(metrics.getOrDefault("accuracy", Double.NaN)),
                metrics.getOrDefault("loss", Double.NaN)));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** The runs side by side: for each policy, one from each seed. */
    public void results(List<List<RunOutcome>> outcomes) {
        terminal.println("");
        ResultTable.lines(outcomes).forEach(terminal::println);
        terminal.println("");
        terminal.println("""
                Bytes are those of one batch's activations, of the variables, of their copies in 16 bits and of Adam's slots.
                Seconds are no benchmark: a CPU computes float16 by way of float32, and the first run warms up the JVM.""");
    }

    /** Where the runs of a comparison are kept. */
    public void folder(RunFolder folder) {
        terminal.println("");
        terminal.println(folder.path() + " has report.html, on all runs, and a folder of each.");
    }

    /** What the demonstration is about to show. */
    public void demonstrationIntroduction() {
        terminal.println("");
        terminal.println("What a loss scale is for");
        terminal.println("""
                The same digits, a deeper net: six sigmoid layers and a mean squared error. Each layer makes the gradient smaller
                on its way back to the first. Below 6e-8 float16 has no more numbers: the gradient is 0, and the layer can't learn.""");
    }

    /** What the demonstration has shown. */
    public void demonstrationResults(List<LossScalingRun> runs) {
        terminal.println("");
        terminal.println("Share of each layer's gradients that were exactly 0, over all steps:");
        terminal.println("");
        ZeroShareTable.lines(runs).forEach(terminal::println);
    }
}
