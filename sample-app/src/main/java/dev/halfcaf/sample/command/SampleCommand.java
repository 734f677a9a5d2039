package dev.halfcaf.sample.command;

import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.report.Report;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program as a whole: without a command, it compares. */
@Command(
        name = "halfcaf-sample",
        mixinStandardHelpOptions = true,
        versionProvider = SampleVersion.class,
        description = {
            "Trains small models under dtype policies: on handwritten digits and a novel, which are part of the program, and"
                    + " on Fashion-MNIST. Without a command it does `compare`: it trains a classifier of the digits under"
                    + " float32, mixed_float16, mixed_bfloat16 and pure float16, and shows them side by side.",
            ""
        },
        commandListHeading = "%nCommands, each with a --help of its own:%n",
        footer = {
            "",
            "Exit code: 0 if all went well, 2 if an option or a file is wrong, 1 if the program is.",
            "",
            "Maven builds and runs the program; once it is built, Java alone runs it:",
            "  mvn -q -Ptrain",
            "  java -jar sample-app/target/halfcaf-sample-app-*.jar train --epochs 10 --out runs/digits",
            "  java -jar sample-app/target/halfcaf-sample-app-*.jar evaluate runs/digits"
        })
public final class SampleCommand implements Callable<Integer> {
    private static final int HELP_WIDTH = 100;

    @Spec
    private CommandSpec specification = CommandSpec.create();

    private SampleCommand() {}

    /** The command line with all commands. */
    public static CommandLine commandLine(Terminal terminal, PrintWriter err) {
        Report report = new Report(terminal);
        CommandLine commandLine = new CommandLine(new SampleCommand())
                .addSubcommand(new TrainCommand(report))
                .addSubcommand(new ResumeCommand(report))
                .addSubcommand(new EvaluateCommand(report))
                .addSubcommand(new CompareCommand(report))
                .addSubcommand(new HelpCommand());
        commandLine.getSubcommands().values().forEach(SampleCommand::explain);
        explain(commandLine);
        return commandLine
                .setOut(terminal.out())
                .setErr(err)
                .setParameterExceptionHandler(new ErrorSentences())
                .setExecutionExceptionHandler(new ErrorSentences());
    }

    /** What every --help has in common. */
    private static void explain(CommandLine command) {
        command.getCommandSpec().usageMessage().width(HELP_WIDTH).sortOptions(false);
        if (command.getParent() != null && !(command.getCommand() instanceof HelpCommand)) {
            command.getCommandSpec().mixinStandardHelpOptions(true);
            command.getCommandSpec().versionProvider(new SampleVersion());
        }
    }

    @Override
    public Integer call() {
        return Objects.requireNonNull(specification.subcommands().get("compare"))
                .execute();
    }
}
