package dev.halfcaf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.report.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Predicate;

/** Runs command lines in this JVM, and keeps what the last one printed. */
final class CommandLines {
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** What the last one printed. */
    String out() {
        return out.toString();
    }

    /** The line that begins with this. */
    String line(String beginning) {
        return out().lines()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + beginning + " in:\n" + out()));
    }

    /** Nothing on the standard error, exit code 0. */
    void succeed(String... args) {
        int exitCode = run(args);
        assertThat(err.toString()).isEmpty();
        assertThat(exitCode).isZero();
    }

    /** One line on the standard error, nothing on the standard output, exit code 2. */
    void refuse(String sentence, String... args) {
        int exitCode = run(args);
        assertThat(err.toString()).isEqualTo(sentence + System.lineSeparator());
        requireRefused(exitCode);
    }

    /** The same, with a sentence of this kind. */
    void refuse(Predicate<String> sentence, String... args) {
        int exitCode = run(args);
        assertThat(err.toString().lines()).singleElement().matches(sentence);
        requireRefused(exitCode);
    }

    private void requireRefused(int exitCode) {
        assertThat(exitCode).isEqualTo(2);
        assertThat(out()).isEmpty();
    }

    private int run(String... args) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.run(Terminal.plain(new PrintWriter(out)), new PrintWriter(err), args);
    }
}
