package dev.halfcaf.processor.property;

import dev.halfcaf.Dtype;
import dev.halfcaf.DtypeMismatchException;
import dev.halfcaf.Policy;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs a program under each of its policies, on each of its paths, with inputs of each dtype that it allows. */
final class Runs {
    private static final int MODES = 4;

    private Runs() {}

    /**
     * What a run did.
     *
     * @param given the dtypes of the inputs
     * @param done the lines with an op that was done
     * @param thrown what it threw; null if nothing
     * @param line where a dtype mismatch was thrown; 0 if none was
     */
    record Run(
            String policy,
            int mode,
            List<Dtype> given,
            Set<Integer> done,
            @Nullable Throwable thrown,
            int line) {
        boolean isMismatch() {
            return thrown instanceof DtypeMismatchException;
        }

        /** Whether it ended early, and not for a dtype. The programs themselves throw to leave a try. */
        boolean isStopped() {
            return thrown != null && !isMismatch() && !(thrown instanceof IllegalStateException);
        }

        @Override
        public String toString() {
            return "under '" + policy + "', mode " + mode + ", given " + given
                    + (thrown == null ? ": nothing is thrown" : ": line " + line + " throws " + thrown);
        }
    }

    static List<Run> of(Program program, ClassLoader classes) {
        try {
            Class<?> type = classes.loadClass(program.packageName() + ".CastingSample");
            Constructor<?> constructor =
                    program.named() ? type.getDeclaredConstructor() : type.getDeclaredConstructor(Policy.class);
            constructor.setAccessible(true);
            Method forward = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals("forward"))
                    .findFirst()
                    // Also when forward itself was left out to make a program smaller.
                    .orElseThrow(() -> new AssertionError("no forward in " + program.source()));
            forward.setAccessible(true);
            Field mode = type.getSuperclass().getDeclaredField("mode");
            mode.setAccessible(true);
            List<Run> runs = new ArrayList<>();
            for (String policy : program.policies()) {
                Object[] arguments = program.named() ? new Object[0] : new Object[] {Policy.of(policy)};
                for (int i = 0; i < MODES; i++) {
                    Object layer = constructor.newInstance(arguments);
                    mode.set(layer, i);
                    runs.add(run(program, policy, i, layer, forward));
                }
            }
            return runs;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(program.source(), e);
        }
    }

    private static Run run(Program program, String policy, int mode, Object layer, Method forward)
            throws IllegalAccessException {
        List<Dtype> given = new ArrayList<>();
        List<Tensor> inputs = new ArrayList<>();
        for (List<Dtype> allowed : program.inputs()) {
            Dtype dtype = allowed.get((mode + inputs.size() * 3) % allowed.size());
            given.add(dtype);
            inputs.add(Tensor.ones(Shape.of(2, 2), dtype));
        }
        Ran.start();
        Throwable thrown = null;
        try {
            forward.invoke(layer, inputs.toArray());
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
        }
        return new Run(policy, mode, given, Ran.done(), thrown, thrown == null ? 0 : line(thrown));
    }

    private static int line(Throwable thrown) {
        return thrown instanceof Ran.Undeclared undeclared
                ? undeclared.line
                : Arrays.stream(thrown.getStackTrace())
                        .filter(frame -> Ran.isProgram(frame.getClassName()))
                        .mapToInt(StackTraceElement::getLineNumber)
                        .findFirst()
                        .orElse(0);
    }
}
