package dev.halfcaf.report;

import java.io.Console;
import java.io.PrintWriter;

/**
 * Where a program prints.
 *
 * @param out the standard output, or what stands for it
 * @param isInteractive whether someone watches it on a terminal, where a line can be written over
 * @param barCharacter what progress bars are made of
 */
public record Terminal(PrintWriter out, boolean isInteractive, char barCharacter) {
    private static final char BLOCK = '\u2588';
    private static final char ASCII = '=';

    /** Clears what is left of an older line to the right of the cursor. */
    private static final String CLEAR_REST = "\u001b[K";

    /** A line longer than the terminal is wide would wrap, and could not be written over: it is cut instead. */
    private static final String CUT_LINES = "\u001b[?7l";

    private static final String WRAP_LINES = "\u001b[?7h";

    /** The standard output of this process, which {@code out} writes to. */
    public static Terminal detect(PrintWriter out) {
        Console console = System.console();
        if (console == null || !isTerminal(console) || "dumb".equals(System.getenv("TERM"))) {
            return plain(out);
        }
        return new Terminal(out, true, console.charset().newEncoder().canEncode(BLOCK) ? BLOCK : ASCII);
    }

    /** A file, a pipe or a terminal that knows no control sequences. */
    public static Terminal plain(PrintWriter out) {
        return new Terminal(out, false, ASCII);
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells; before, there is none. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Prints a line, or several. */
    public void println(String text) {
        out.println(text);
        out.flush();
    }

    /** Writes a line over the present one; the next line goes to the same place. */
    void overwrite(String line) {
        out.print("\r" + CUT_LINES + line + CLEAR_REST + WRAP_LINES);
        out.flush();
    }

    /** Writes a line over the present one, to stay. */
    void overwriteLast(String line) {
        println("\r" + line + CLEAR_REST);
    }
}
