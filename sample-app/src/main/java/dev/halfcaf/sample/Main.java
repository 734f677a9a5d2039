package dev.halfcaf.sample;

import java.io.PrintWriter;
import picocli.CommandLine;

/** The program's entry. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code: 0 if all went well, 2 if the user has to act. */
    public static void main(String[] args) {
        System.exit(run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), args));
    }

    /** Runs the command line. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        return new CommandLine(new SampleCommand())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(new ErrorSentences())
                .setExecutionExceptionHandler(new ErrorSentences())
                .execute(args);
    }
}
