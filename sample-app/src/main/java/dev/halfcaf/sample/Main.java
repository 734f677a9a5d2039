package dev.halfcaf.sample;

import dev.halfcaf.report.Terminal;
import dev.halfcaf.sample.command.SampleCommand;
import java.io.IOException;
import java.io.PrintWriter;

/** The program's entry. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its exit code: 0 if all went well, 2 if the user has to act. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (FastJvm.isMissing()) {
            System.exit(FastJvm.run(args));
        }
        logOnOneLine();
        Terminal terminal = Terminal.detect(new PrintWriter(System.out, true));
        System.exit(run(terminal, new PrintWriter(System.err, true), args));
    }

    /** The JDK's logging puts a line with time and class before each message, unless told otherwise. */
    private static void logOnOneLine() {
        String format = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(format) == null) {
            System.setProperty(format, "%5$s%n");
        }
    }

    /** Runs the command line, and returns the exit code. */
    static int run(Terminal terminal, PrintWriter err, String... args) {
        return SampleCommand.commandLine(terminal, err).execute(args);
    }
}
