package dev.halfcaf.processor.property;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypeMismatchException;
import dev.halfcaf.Tensor;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * What generated programs call while they run, and do not while they are checked: it notes which lines were done, and
 * holds values to what is declared of them, which the runtime by itself does not.
 */
public final class Ran {
    private static final Set<Integer> DONE = new TreeSet<>();

    private Ran() {}

    /** A value of another dtype than declared. */
    static final class Undeclared extends DtypeMismatchException {
        private static final long serialVersionUID = 1;

        final int line;

        Undeclared(Tensor value, Dtype[] declared, int line) {
            super("the value is " + value.dtype() + ", declared is " + Arrays.toString(declared));
            this.line = line;
        }
    }

    static void start() {
        DONE.clear();
    }

    /** The lines with an op that was done. */
    static Set<Integer> done() {
        return Set.copyOf(DONE);
    }

    /** The op of a line gave this. */
    public static <T> T at(T value, int line) {
        DONE.add(line);
        return value;
    }

    /** A value for which these dtypes are declared. */
    public static Tensor declared(Tensor value, int line, Dtype... dtypes) {
        if (!Arrays.asList(dtypes).contains(value.dtype())) {
            throw new Undeclared(value, dtypes, line);
        }
        DONE.add(line);
        return value;
    }

    /** The same of a parameter; it is the caller who is wrong. */
    public static void parameter(Tensor value, Dtype... dtypes) {
        if (!Arrays.asList(dtypes).contains(value.dtype())) {
            throw new Undeclared(value, dtypes, callerOfCaller());
        }
    }

    private static int callerOfCaller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.dropWhile(frame -> !isProgram(frame.getClassName()))
                        .skip(1)
                        .filter(frame -> isProgram(frame.getClassName()))
                        .mapToInt(StackWalker.StackFrame::getLineNumber)
                        .findFirst()
                        .orElse(0));
    }

    /** Whether a class is one that was generated, and no wrapper. */
    static boolean isProgram(String className) {
        return className.startsWith(Program.PACKAGE)
                && !className.contains(".Casting")
                && !className.endsWith("TrainStep");
    }
}
