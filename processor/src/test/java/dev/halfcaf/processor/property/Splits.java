package dev.halfcaf.processor.property;

import static dev.halfcaf.processor.property.Program.END;
import static dev.halfcaf.processor.property.Program.OP;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Values whose dtype depends on the path, on the round of a loop, or on what other code has done, each with an op at once
 * that needs one dtype of it. In {@link Body}, such values mostly get lost before an op takes them.
 */
final class Splits {
    private static final List<String> FLOATING = List.of("FLOAT16", "BFLOAT16", "FLOAT32", "FLOAT64");

    private final SplittableRandom random;
    private final Body.Counter counter;

    Splits(SplittableRandom random, Body.Counter counter) {
        this.random = random;
        this.counter = counter;
    }

    /**
     * Statements with one such value.
     *
     * @param x a matrix
     * @param first a condition
     * @param second another one, or the same
     * @param inLayer whether there is a field for a tensor
     */
    List<Node> sample(String x, String first, String second, boolean inLayer) {
        int one = random.nextInt(FLOATING.size());
        int other = (one + random.nextInt(1, FLOATING.size())) % FLOATING.size();
        String a = counter.next("a");
        String b = counter.next("b");
        String v = counter.next("v");
        String u = counter.next("u");
        List<Node> all = new ArrayList<>();
        all.add(Node.of("Tensor " + a + " = " + x + ".cast(Dtype." + FLOATING.get(one) + ");"));
        all.add(Node.of("Tensor " + b + " = " + x + ".cast(Dtype." + FLOATING.get(other) + ");"));
        String either = " ? " + a + " : " + b + ";";
        String both = "List.of(" + a + ", " + b + ")";
        switch (random.nextInt(inLayer ? 7 : 6)) {
            case 0 -> {
                all.add(Node.of("Tensor " + v + " = " + a + ";"));
                all.add(Node.block("if (" + first + ")", List.of(Node.of(v + " = " + b + ";"))));
                all.add(op(v, a));
            }
            case 1 -> {
                all.add(Node.of("Tensor " + v + " = " + a + ";"));
                all.add(Node.block(
                        "for (int " + u + " = 0; " + u + " < 3; " + u + "++)",
                        List.of(op(v, a), Node.of(v + " = " + b + ";"))));
            }
            case 2 -> {
                all.add(Node.of("Tensor " + v + " = " + first + either));
                all.add(Node.of("Tensor " + u + " = " + second + either));
                all.add(op(v, u));
            }
            case 3 -> {
                all.add(Node.of("List<Tensor> " + v + " = " + both + ";"));
                all.add(op(v + ".get(0)", v + ".get(1)"));
            }
            case 4 -> {
                all.add(Node.of("Tensor " + v + " = " + both + ".get(0);"));
                all.add(Node.block(
                        "for (Tensor " + u + " : " + both + ")", List.of(op(v, u), Node.of(v + " = " + u + ";"))));
            }
            case 5 -> {
                all.add(Node.of("List<Tensor> " + v + " = new ArrayList<>(List.of(" + a + "));"));
                all.add(Node.of("Runnable " + u + " = () -> Common.fill(" + v + ", " + b + ");"));
                all.add(Node.of(u + ".run();"));
                all.add(op(v + ".get(0)", a));
            }
            default -> {
                all.add(Node.of("cache = " + a + ";"));
                all.add(Node.of("Runnable " + u + " = () -> cache = " + b + ";"));
                all.add(Node.of(u + ".run();"));
                all.add(op("cache", a));
            }
        }
        return all;
    }

    private static Node op(String left, String right) {
        return Node.of(OP + left + ".add(" + right + ")" + END + ";");
    }
}
