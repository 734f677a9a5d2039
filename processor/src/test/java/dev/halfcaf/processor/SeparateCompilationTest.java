package dev.halfcaf.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of a library that was compiled before, of which there are only class files. */
final class SeparateCompilationTest {
    private static final Source CELL = Source.of("""
            package com.lib;

            import dev.halfcaf.*;
            import dev.halfcaf.qualifier.*;
            import java.util.*;

            @DtypePolicy
            public abstract class Cell extends Layer {
                public record State(Tensor hidden, @Int32 Tensor ids, @NoCast Tensor raw, Map<String, Tensor> more) {}

                protected final Variable kernel = Variable.of("kernel", Shape.of(2, 2), Initializer.ones());
                public String seen = "";

                public abstract Tensor forward(Tensor x);

                @EntryMethod
                public Tensor step(Tensor x, State state) {
                    seen = x.dtype() + " " + state.hidden().dtype() + " " + state.ids().dtype() + " "
                            + state.raw().dtype() + " " + state.more().get("m").dtype();
                    return x.matmul(kernel);
                }
            }
            """);

    private static final Source LINEAR = Source.of("""
            package com.lib;

            import dev.halfcaf.*;

            @DtypePolicy
            public abstract class Linear extends Cell {
                @Override
                public Tensor forward(Tensor x) {
                    return x.matmul(kernel);
                }
            }
            """);

    private static final Source OWN = Source.of("""
            package com.acme;

            import com.lib.*;
            import dev.halfcaf.*;

            @DtypePolicy("mixed_bfloat16")
            abstract class Own extends Cell {
                final Variable bias = Variable.of("bias", Shape.of(2), Initializer.ones());

                @Override
                public Tensor forward(Tensor x) {
                    return step(x, new State(x, x.cast(Dtype.INT32), x, java.util.Map.of("m", x))).add(bias);
                }

                @Override
                public Tensor step(Tensor x, State state) {
                    return super.step(x, state).add(bias);
                }
            }
            """);

    private static final Source NET = Source.of("""
            package com.acme;

            import com.lib.*;
            import dev.halfcaf.*;
            import java.util.*;

            @DtypePolicy("mixed_float16")
            abstract class Net extends Layer {
                final Map<String, Cell> cells =
                        new TreeMap<>(Map.of("library", new CastingLinear(), "own", new CastingOwn()));

                public Tensor forward(Tensor x) {
                    return x;
                }
            }
            """);

    private static final Source MAIN = Source.of("""
            package com.acme;

            import com.lib.*;
            import dev.halfcaf.*;
            import java.util.*;

            public class Main {
                public static String run() {
                    CastingNet net = new CastingNet();
                    Tensor x = Tensor.ones(Shape.of(1, 2));
                    Cell.State state = new Cell.State(x, x.cast(Dtype.INT32), x, Map.of("m", x));
                    StringBuilder text = new StringBuilder();
                    for (Cell cell : net.cells.values()) {
                        text.append(cell.forward(x).dtype()).append(' ').append(cell.step(x, state).dtype()).append(' ')
                                .append(cell.seen).append("; ");
                    }
                    for (Variable variable : net.variables()) {
                        text.append(variable.path()).append(' ');
                    }
                    return text.toString();
                }
            }
            """);

    static List<RealJavac> compilers() {
        return RealJavac.all();
    }

    @ParameterizedTest
    @MethodSource("compilers")
    void aLibraryWithoutSources(RealJavac javac, @TempDir Path folder) throws Exception {
        RealJavac.Result library = javac.compile(folder.resolve("lib"), options(), CELL, LINEAR);
        assertThat(library.output()).isEmpty();
        RealJavac.Result app =
                javac.compile(folder.resolve("app"), options(library.classes().toString()), OWN, NET, MAIN);
        assertThat(app.output()).isEmpty();

        URL[] path = {library.classes().toUri().toURL(), app.classes().toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            assertThat(loader.loadClass("com.acme.Main").getMethod("run").invoke(null))
                    .isEqualTo("float16 float16 float16 float16 int32 float32 float16; "
                            + "bfloat16 bfloat16 bfloat16 bfloat16 int32 float32 bfloat16; "
                            + "cells/library/kernel cells/own/kernel cells/own/bias ");
        }
    }

    private static List<String> options(String... more) {
        List<String> path = new ArrayList<>(List.of(RealJavac.runtime()));
        path.addAll(List.of(more));
        return List.of(
                "--release",
                "17",
                "-Xlint:all",
                "-Werror",
                "-processorpath",
                RealJavac.processorPath(),
                "-cp",
                String.join(java.io.File.pathSeparator, path));
    }
}
