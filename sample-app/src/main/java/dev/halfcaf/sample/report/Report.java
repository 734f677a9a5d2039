package dev.halfcaf.sample.report;

import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.sample.data.Dataset;
import dev.halfcaf.sample.demonstration.LossScalingRun;
import dev.halfcaf.sample.training.ProgressListener;
import dev.halfcaf.sample.training.TrainingOptions;
import dev.halfcaf.sample.training.TrainingResult;
import java.util.List;
import java.util.Locale;

/** All that the program says, in the order in which it says it. */
public final class Report {
    private final Terminal terminal;

    public Report(Terminal terminal) {
        this.terminal = terminal;
    }

    /** What the reader is looking at. */
    public void introduction(Dataset data, TrainingOptions options, List<Policy> policies) {
        terminal.println(String.format(
                Locale.ROOT,
                "One image classifier, compiled once, learns under %s; its layers are annotated with @DtypePolicy.",
                policies.size() == 1
                        ? "the dtype policy " + policies.get(0).name()
                        : policies.size() + " dtype policies"));
        terminal.println(String.format(
                Locale.ROOT,
                "Data: %s; %,d to learn from, %,d held out for the test. Seed %d, batches of %d.",
                data.description(),
                data.training().size(),
                data.test().size(),
                options.seed(),
                options.batchSize()));
    }

    /** Announces a run, and gives what prints its progress. */
    public ProgressListener run(Policy policy) {
        terminal.println("");
        terminal.heading(describe(policy));
        return new ProgressPrinter(terminal);
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

    /** The runs side by side. */
    public void results(List<TrainingResult> results) {
        terminal.println("");
        ResultTable.lines(results).forEach(terminal::println);
        terminal.println("");
        terminal.println("""
                Bytes are those of one batch's activations, of the variables, of their copies in 16 bits and of Adam's slots.
                Seconds are no benchmark: a CPU computes float16 by way of float32, and the first run warms up the JVM.""");
    }

    /** What the demonstration is about to show. */
    public void demonstrationIntroduction() {
        terminal.println("");
        terminal.heading("What a loss scale is for");
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
