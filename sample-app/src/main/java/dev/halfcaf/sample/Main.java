package dev.halfcaf.sample;

import dev.halfcaf.sample.report.Report;
import dev.halfcaf.sample.report.Terminal;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The program's entry. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code: 0 if all went well, 2 if the user has to act. */
    public static void main(String[] args) {
        Terminal terminal = Terminal.detect(new PrintWriter(System.out, true));
        System.exit(run(terminal, new PrintWriter(System.err, true), args));
    }

    /** Runs the command line, and returns the exit code. */
    static int run(Terminal terminal, PrintWriter err, String... args) {
        return new CommandLine(new SampleCommand(new Report(terminal)))
                .setOut(terminal.out())
                .setErr(err)
                .setParameterExceptionHandler(new ErrorSentences())
                .setExecutionExceptionHandler(new ErrorSentences())
                .execute(args);
    }
}
