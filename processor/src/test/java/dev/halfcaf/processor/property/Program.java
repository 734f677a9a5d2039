package dev.halfcaf.processor.property;

import dev.halfcaf.Dtype;
import java.util.List;
import java.util.Map;

/**
 * A program: a layer class {@code Sample} and what it needs, in a package of its own.
 *
 * @param policies those under which it can run: one that it names, or any
 * @param inputs for each parameter of {@code forward} the dtypes that can be passed
 * @param root the text, with marks
 */
record Program(long seed, boolean named, List<String> policies, List<List<Dtype>> inputs, Node root) {
    static final String PACKAGE = "sampled.p";

    /** What all programs use, by the names of the classes. */
    static final Map<String, String> COMMON = Map.of(
            "Pair", "public record Pair(Tensor a, Tensor b) {}",
            "Wide", "public record Wide(Tensor a, @Float32 Tensor b) {}",
            "Heir", """
                @DtypePolicy
                public abstract class Heir extends Layer {
                    protected Heir() {}

                    public Tensor forward(Tensor x) {
                        return x.relu();
                    }
                }""",
            "Single", """
                @DtypePolicy("float32")
                public abstract class Single extends Layer {
                    protected Single() {}

                    public Tensor forward(Tensor x) {
                        return x.relu();
                    }
                }""",
            "Common", """
                public final class Common {
                    private Common() {}

                    public static void mayThrow(int mode) {
                        if (mode == 2) {
                            throw new IllegalStateException("told to");
                        }
                    }

                    public static void fill(List<Tensor> into, Tensor x) {
                        into.set(0, x);
                    }

                    public static <T> T pick(T a, T b, int mode) {
                        return mode == 1 ? a : b;
                    }
                }""");

    private static final String IMPORTS =
            "import dev.halfcaf.*;\nimport dev.halfcaf.qualifier.*;\nimport java.util.*;\n";

    static String common(String name) {
        return "package sampled.common;\n\n" + IMPORTS + "\n" + COMMON.get(name);
    }

    /** Marks in a text: where the result of an op begins and ends. */
    static final char OP = '\u0001';

    static final char END = '\u0002';

    /** Where a value begins of which something is declared; the dtypes follow, up to {@link #END}. */
    static final char DECLARED = '\u0003';

    static final char DTYPES = '\u0004';

    /** Code that is there only when it runs, up to {@link #END}. */
    static final char RUN_ONLY = '\u0005';

    /** Stands for the number of a line in such code. */
    static final String LINE = "\u0006";

    String packageName() {
        return PACKAGE + seed;
    }

    private String text() {
        StringBuilder text = new StringBuilder("package " + packageName() + ";\n\n");
        root.print(text, "");
        return text.toString();
    }

    /** As a user would have written it. */
    String source() {
        String text = text();
        StringBuilder plain = new StringBuilder();
        boolean skipping = false;
        for (char c : text.toCharArray()) {
            if (c == DTYPES || c == RUN_ONLY) {
                skipping = true;
            } else if (c == END) {
                skipping = false;
            } else if (c >= ' ' && !skipping || c == '\n') {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** The same with calls of {@link Ran}, line by line. */
    String instrumented() {
        StringBuilder text = new StringBuilder();
        StringBuilder ends = new StringBuilder();
        int line = 1;
        for (char c : text().toCharArray()) {
            switch (c) {
                case OP -> {
                    text.append("dev.halfcaf.processor.property.Ran.at(");
                    ends.append(OP);
                }
                case DECLARED -> text.append("dev.halfcaf.processor.property.Ran.declared(");
                case DTYPES -> {
                    text.append(", ").append(line).append(", ");
                    ends.append(DECLARED);
                }
                case RUN_ONLY -> ends.append(RUN_ONLY);
                case END -> {
                    char begun = ends.charAt(ends.length() - 1);
                    ends.setLength(ends.length() - 1);
                    text.append(begun == OP ? ", " + line + ")" : begun == DECLARED ? ")" : "");
                }
                case '\u0006' -> text.append(line);
                default -> text.append(c);
            }
            line += c == '\n' ? 1 : 0;
        }
        return text.toString();
    }

    Program without(int statement) {
        return new Program(seed, named, policies, inputs, root.without(statement));
    }
}
