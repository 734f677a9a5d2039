package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed for numbers out of range is pasted and run: it computes what was meant, where the mistake gives NaN, 0 or infinity. */
final class RangeFixesRunTest {
    private static final String MAIN = """
            public class Main {
                public static String run() {
                    float[] values = new CastingFixed().forward(Tensor.of(new float[] {%sf, %sf}, Shape.of(2))).toFloatArray();
                    return values[0] + " " + values[1];
                }
            }
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x.div(x.abs().mean(new int[] {-1}, true).add(¤1e-8¤)) | Math.max(1e-8, computeDtype().smallestNormal()) | 0 | 0.0 0.0
            x.div(x.sub(x).add(¤-1e-8¤)) | Math.min(-1e-8, -computeDtype().smallestNormal()) | 1 | -16384.0 -16384.0
            ¤x.mul(1e-8)¤ | x.cast(Dtype.FLOAT32).mul(1e-8).cast(x.dtype()) | 1000 | 1.001358E-5 1.001358E-5
            ¤x.div(1e-8)¤ | x.cast(Dtype.FLOAT32).div(1e-8).cast(x.dtype()) | 1e-4 | 10000.0 10000.0
            ¤x.mul(1e5)¤ | x.cast(Dtype.FLOAT32).mul(1e5).cast(x.dtype()) | 0.5 | 49984.0 49984.0
            ¤x.div(1e6)¤ | x.cast(Dtype.FLOAT32).div(1e6).cast(x.dtype()) | 1000 | 0.0010004044 0.0010004044
            Tensor.where(¤x.gt(1e-8)¤, x, x.neg()) | x.cast(Dtype.FLOAT32).gt(1e-8) | 0 | -0.0 -0.0
            Tensor.where(¤x.gt(-1e9)¤, x, x.neg()) | x.cast(Dtype.FLOAT32).gt(-1e9) | -Infinity | Infinity Infinity
            ¤x.square().mean(new int[] {-1}, true).sqrt()¤.add(x) | x.cast(Dtype.FLOAT32).square().mean(new int[] {-1}, true).sqrt().cast(x.dtype()) | 300 | 600.0 600.0
            ¤x.exp()¤.cast(Dtype.FLOAT32).log().cast(x.dtype()) | x.cast(Dtype.FLOAT32).exp() | 20 | 20.0 20.0
            ¤x.add(1e9).log()¤ | x.cast(Dtype.FLOAT32).add(1e9).log().cast(x.dtype()) | 1 | 20.71875 20.71875
            x.minimum(Tensor.full(x.shape(), ¤1e9¤, x.dtype())) | x.dtype().max() | 3 | 3.0 3.0
            ¤x.add(x.ge(0).cast(x.dtype()).mul(-1e9))¤.softmax(-1) | Tensor.where(x.ge(0), Tensor.full(x.shape(), x.dtype().lowest(), x.dtype()), x) | 9 | 0.5 0.5
            ¤x.add(mask.mul(-1e9))¤.softmax(-1) | Tensor.where(mask.ne(0), Tensor.full(x.shape(), x.dtype().lowest(), x.dtype()), x) | 9 | 0.5 0.5
            ¤mask.mul(-1e9).add(x)¤.softmax(-1) | Tensor.where(mask.ne(0), Tensor.full(x.shape(), x.dtype().lowest(), x.dtype()), x) | 9 | 0.5 0.5
            ¤x.sub(mask.mul(1e9))¤.softmax(-1) | Tensor.where(mask.ne(0), Tensor.full(x.shape(), x.dtype().lowest(), x.dtype()), x) | 9 | 0.5 0.5
            """)
    void theFix(String expression, String fix, String input, String result) throws ReflectiveOperationException {
        assertThat(Compiled.of(layer(expression.replace("¤", ""))).messages())
                .as("messages with the fix")
                .anyMatch(message -> message.contains("Fix: " + fix));
        String fixed = expression.replaceFirst("¤.*¤", Matcher.quoteReplacement(fix));
        String value = input.equals("-Infinity") ? "-1f / 0" : input;
        assertThat(Running.run(layer(fixed), Source.acme(MAIN.formatted(value, value))))
                .isEqualTo(result);
    }

    private static Source layer(String expression) {
        return Source.acme("""
                @DtypePolicy("mixed_float16")
                abstract class Fixed extends Layer {
                    public Tensor forward(Tensor x) {
                        Tensor mask = x.ge(0).cast(x.dtype());
                        return %s;
                    }
                }
                """.formatted(expression));
    }
}
