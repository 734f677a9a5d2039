package dev.halfcaf.benchmarks.compiletime;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Programs of any number of classes, of about 185 lines each; the same in every run. */
final class Sources {
    private static final int PARTS_OF_A_CLASS = 7;
    private static final int CLASSES_OF_A_PACKAGE = 50;

    private static final String LAYER = """
            package $PACKAGE;

            import dev.halfcaf.DtypePolicy;
            import dev.halfcaf.Initializer;
            import dev.halfcaf.Layer;
            import dev.halfcaf.NonTrainable;
            import dev.halfcaf.Shape;
            import dev.halfcaf.Tensor;
            import dev.halfcaf.Variable;
            import dev.halfcaf.qualifier.Int64;
            import dev.halfcaf.qualifier.VariableDtype;
            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            import java.util.TreeMap;
            import java.util.function.UnaryOperator;
            import java.util.stream.Collectors;

            /** A layer of several parts, one behind the other. */
            $POLICY
            public abstract class $NAME extends Layer {
            $MEMBERS
                /** All parts in turn. */
                public Tensor forward(Tensor x) {
                    Tensor y = x;
            $FORWARD        return y;
                }
            }
            """;

    private static final String ORDINARY = """
            package $PACKAGE;

            import java.util.ArrayList;
            import java.util.List;
            import java.util.Map;
            import java.util.TreeMap;
            import java.util.stream.Collectors;

            /** Ordinary code. */
            public final class $NAME {
            $MEMBERS}
            """;

    private Sources() {}

    /**
     * Layers without a mistake in them, made of attention, a recurrent unit, a router with experts and the like. Every
     * second class names its policy; the others are bare, and so are checked under every policy.
     */
    static List<SourceFile> layers(int classes) {
        Parts parts = Parts.read(
                "parts",
                List.of(
                        "attention",
                        "normalization",
                        "recurrence",
                        "experts",
                        "dropout",
                        "activations",
                        "residual",
                        "statistics",
                        "positions",
                        "reporting"));
        return IntStream.range(0, classes)
                .mapToObj(number -> layer(number, parts))
                .toList();
    }

    private static SourceFile layer(int number, Parts parts) {
        StringBuilder forward = new StringBuilder();
        StringBuilder members = new StringBuilder();
        for (int place = 0; place < PARTS_OF_A_CLASS; place++) {
            // 3 and the ten parts have no common divisor: seven steps of 3 meet seven different parts.
            int part = (number + 3 * place) % parts.names().size();
            members.append(parts.text(part, number, place)).append('\n');
            forward.append("        y = ").append(parts.names().get(part)).append("(y);\n");
        }
        return source(
                "layers",
                "Layer",
                number,
                LAYER.replace("$POLICY", number % 2 == 0 ? "@DtypePolicy" : "@DtypePolicy(\"mixed_float16\")")
                        .replace("$FORWARD", forward)
                        .replace("$MEMBERS", members));
    }

    /** Classes that know of no tensor. */
    static List<SourceFile> ordinary(int classes) {
        Parts parts = Parts.read("plain", List.of("matrices", "orders", "parsing"));
        return IntStream.range(0, classes)
                .mapToObj(number -> {
                    StringBuilder members = new StringBuilder();
                    for (int place = 0; place < PARTS_OF_A_CLASS; place++) {
                        int part = (number + place) % parts.names().size();
                        members.append(parts.text(part, number, place)).append('\n');
                    }
                    return source("ordinary", "Ordinary", number, ORDINARY.replace("$MEMBERS", members));
                })
                .toList();
    }

    private static SourceFile source(String root, String prefix, int number, String template) {
        String packageName = String.format(Locale.ROOT, "%s.p%03d", root, number / CLASSES_OF_A_PACKAGE);
        String name = String.format(Locale.ROOT, "%s%04d", prefix, number);
        return new SourceFile(
                packageName + "." + name,
                template.replace("$PACKAGE", packageName).replace("$NAME", name));
    }
}
