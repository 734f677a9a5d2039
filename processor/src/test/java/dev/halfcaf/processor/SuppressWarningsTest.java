package dev.halfcaf.processor;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code @SuppressWarnings("halfcaf:Code")} on every declaration that it can stand on, for every code that it silences. */
final class SuppressWarningsTest {
    /** A place in each kind of declaration: {@code #} stands for the annotation, {@code ¤} for the mistake. */
    private static final String PLACES = """
            class Places {
                static @Float16 Tensor x = Tensor.ones(Shape.of(1), Dtype.FLOAT16);
                static Tensor unknown;
                # Object field = ¤;
                # static Object staticField = ¤;
                # static final Function<String, Object> LAMBDA = name -> ¤;

                # Places() {
                    Object y = ¤;
                }

                # Places(int n) {
                    this();
                    Object y = ¤;
                }

                # Object method() {
                    return ¤;
                }

                void locals() throws Exception {
                    # Object local = ¤;
                    # var inferred = ¤;
                    # final Supplier<Object> lambda = () -> {
                        Object inside = ¤;
                        return inside;
                    };
                    # Object anonymous = new Object() {
                        Object field = ¤;

                        Object method() {
                            return ¤;
                        }
                    };
                    for (# Object y = ¤; y != null; y = null) {}
                    try (# AutoCloseable resource = closing(¤)) {}
                    # class Local {
                        Object field = ¤;

                        Object method() {
                            return ¤;
                        }
                    }
                    # record LocalRecord(int n) {
                        static Object made = ¤;
                    }
                }

                static AutoCloseable closing(Object one) {
                    return () -> {};
                }

                # static class Nested {
                    static {
                        Object y = ¤;
                    }

                    {
                        Object y = ¤;
                    }

                    class Inner {
                        class Innermost {
                            Object field = ¤;
                        }
                    }
                }

                # record Some(int n) {
                    Some {
                        Object y = ¤;
                    }
                }

                # interface Helper {
                    Object CONSTANT = ¤;

                    default Object help() {
                        return ¤;
                    }
                }

                # enum Kinds {
                    ONE {
                        @Override
                        Object made() {
                            return ¤;
                        }
                    };

                    Object made() {
                        return null;
                    }
                }

                enum OneConstant {
                    # ONE {
                        @Override
                        Object made() {
                            return ¤;
                        }
                    };

                    Object made() {
                        return null;
                    }
                }
            }
            """;

    private static Source places(String annotation, String mistake, boolean marked) {
        String text = PLACES.replace("# ", annotation).replace("¤", marked ? mistake : mistake.replace("§", ""));
        return Source.of("""
                package com.acme;

                import dev.halfcaf.*;
                import dev.halfcaf.qualifier.*;
                import java.util.function.*;

                """ + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ConstantInexact | warning | x.add(§2049)",
                "ConstantOverflow | error | x.add(§1e9)",
                "ConstantUnderflow | error | x.add(§1e-9)",
                "LossyRoundTrip | warning | x§.cast(Dtype.BFLOAT16)",
                "SensitiveOp | note | x§.exp()",
                "LooseVariable | warning | Variable§.of(\"v\", Shape.of(1), Initializer.ones()).value()"
            })
    void everyPlace(String code, String severity, String mistake) {
        String other = "@SuppressWarnings({\"halfcaf:" + (code.equals("SensitiveOp") ? "UnknownDtype" : "SensitiveOp")
                + "\", \"" + code + "\", \"all\"}) ";
        for (String annotation : List.of("", other)) {
            Source source = places(annotation, mistake, true);
            String[] codes = IntStream.range(0, source.marks().size())
                    .mapToObj(i -> severity + " " + code)
                    .toArray(String[]::new);
            compile(source).hasPlaces(codes);
        }
        compile(places("@SuppressWarnings(\"halfcaf:" + code + "\") ", mistake, false))
                .isClean();
    }

    /** What is unknown for one reason is reported once: at the first place that is not silenced. */
    @Test
    void unknownDtypes() {
        String last = "    Object last() {\n        return x.add(§unknown);\n    }\n}\n";
        Source loud = places("", "x.add(unknown)", false);
        compile(Source.of(loud.text().replaceFirst("add\\(unknown", "add(§unknown")))
                .hasPlaces("warning UnknownDtype");
        Source silenced = places("@SuppressWarnings(\"halfcaf:UnknownDtype\") ", "x.add(unknown)", false);
        compile(silenced).isClean();
        compile(Source.of(silenced.text().replaceFirst("}\\s*$", last))).hasPlaces("warning UnknownDtype");
    }

    /** Contradictions fail at run time. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DtypeMismatch | x.add(Tensor§.ones(Shape.of(1)))",
                "IndexDtype | x.gather(§x)",
                "HalfPrecisionLoss | Losses.meanSquaredError(§x, Tensor.ones(Shape.of(1)))"
            })
    void contradictionsStay(String code, String mistake) {
        Source source = places("@SuppressWarnings(§\"halfcaf:" + code + "\") ", mistake, true);
        String[] lines = source.text().split("\n");
        String[] codes = source.marks().stream()
                .map(mark -> lines[(int) mark.line() - 1].startsWith("\"halfcaf", (int) mark.column() - 1)
                        ? "warning UselessSuppression"
                        : "error " + code)
                .toArray(String[]::new);
        compile(source).hasPlaces(codes);
    }

    /** What silences nothing is a warning at the text that does not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "halfcaf:SensitveOp | there is no such code | \"halfcaf:SensitiveOp\"",
                "halfcaf.SensitiveOp | there is no such code | \"halfcaf:SensitiveOp\"",
                "halfcaf:ConstantOverlow | there is no such code | \"halfcaf:ConstantOverflow\"",
                "halfcaf | there is no such code | write the code that the message has in brackets, or remove it.",
                "halfcaf:all | there is no such code | write the code that the message has in brackets, or remove it.",
            })
    void aCodeThatIsNone(String text, String why, String fix) {
        for (String annotation : List.of("§\"%s\"", "{\"unused\", §\"%s\"}", "value = {§\"%s\"}")) {
            compile(Source.acme("""
                    class Some {
                        static Tensor scaled(@Float32 Tensor x) {
                            @SuppressWarnings(%s)
                            Tensor y = x.mul(2);
                            return y;
                        }
                    }
                    """.formatted(annotation.formatted(text)))).says("""
                    warning [UselessSuppression] "%s" silences nothing: %s
                      What is silenced is written "halfcaf:<Code>", such as "halfcaf:SensitiveOp".
                      Fix: %s""".formatted(text, why, fix));
        }
    }

    private static Compiled compile(Source source) {
        return Compiled.with(
                List.of("-Xplugin:Halfcaf strict", "-Xlint:-try"), List.of(new HalfcafProcessor()), source);
    }
}
