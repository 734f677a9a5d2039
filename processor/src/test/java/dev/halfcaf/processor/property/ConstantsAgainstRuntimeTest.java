package dev.halfcaf.processor.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.processor.property.Batch.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the checker says of a constant is what becomes of it in a tensor. */
class ConstantsAgainstRuntimeTest {
    private static final int CONSTANTS = 800;
    private static final List<Dtype> DTYPES =
            List.of(Dtype.FLOAT16, Dtype.BFLOAT16, Dtype.FLOAT32, Dtype.FLOAT64, Dtype.INT32, Dtype.INT64);

    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void constantsBecomeWhatIsSaid(@TempDir Path directory) {
        List<Node> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < CONSTANTS; i++) {
            Dtype dtype = DTYPES.get(random.nextInt(DTYPES.size()));
            boolean whole = random.nextBoolean();
            double value = whole ? wholeNumber() : fraction();
            String literal = whole ? (long) value + "L" : Double.toString(value);
            lines.add(Node.of("Tensor.zeros(Shape.scalar(), Dtype." + dtype.name() + ").add(" + literal + ");"));
            expected.add(dtype + " " + literal + " " + becomes(dtype, value, whole));
        }
        Node method = Node.block("static void sample()", lines);
        Node type = Node.block("import dev.halfcaf.*; class Sample", List.of(method));
        Program program = new Program(0, true, List.of(), List.of(), new Node("", List.of(type), ""));
        Batch batch = new Batch(directory, List.of(program));
        batch.check();

        Map<Long, String> codes = batch.messages(program).stream()
                .collect(Collectors.toMap(Message::line, Message::code, (a, b) -> a + " " + b));
        long first = program.source()
                        .lines()
                        .takeWhile(line -> !line.contains("zeros"))
                        .count()
                + 1;
        List<String> said = new ArrayList<>();
        for (int i = 0; i < CONSTANTS; i++) {
            String line = expected.get(i);
            said.add(line.substring(0, line.lastIndexOf(' ') + 1) + codes.getOrDefault(first + i, "-"));
        }
        assertThat(said).isEqualTo(expected);
    }

    /** What a tensor holds after the constant was added to 0. */
    private static String becomes(Dtype dtype, double value, boolean whole) {
        double held;
        try {
            held = Tensor.zeros(Shape.scalar(), dtype).add(value).item();
        } catch (IllegalArgumentException thrown) {
            return value == Math.rint(value) ? "ConstantOverflow" : "DtypeMismatch";
        }
        if (Double.isInfinite(held)) {
            return "ConstantOverflow";
        } else if (held == 0 && value != 0) {
            return "ConstantUnderflow";
        }
        return whole && held != value ? "ConstantInexact" : "-";
    }

    /** One near the limits of the dtypes, often. */
    private long wholeNumber() {
        long near = List.of(0L, 256L, 2048L, 65504L, 65520L, 1L << 24, 1L << 31, 1L << 40)
                .get(random.nextInt(8));
        return (random.nextBoolean() ? 1 : -1) * (near + random.nextInt(-20, 21));
    }

    private double fraction() {
        double digits = Double.parseDouble(String.format(Locale.ROOT, "%.3f", random.nextDouble(1, 10)));
        return Double.parseDouble((random.nextBoolean() ? "-" : "") + digits + "e" + random.nextInt(-50, 45));
    }
}
