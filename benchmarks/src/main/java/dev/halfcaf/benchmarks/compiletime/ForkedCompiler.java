package dev.halfcaf.benchmarks.compiletime;

import dev.halfcaf.benchmarks.compiletime.Compiler.Took;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** javac in a process of its own, which starts cold each time: as on a command line, or in Maven with {@code fork}. */
final class ForkedCompiler {
    private static final String JAVAC =
            Path.of(System.getProperty("java.home"), "bin", "javac").toString();

    private final Path scratch;

    ForkedCompiler(Path scratch) {
        this.scratch = scratch;
    }

    /** Compiles a program, by the clock alone. */
    Took compile(List<SourceFile> sources, Setup setup) {
        try {
            Path directory = scratch.resolve("forked");
            Compiler.delete(directory);
            List<String> arguments = new ArrayList<>(setup.options());
            arguments.addAll(List.of(
                    "-encoding", "UTF-8", "-d", directory.resolve("classes").toString()));
            arguments.addAll(List.of("-s", directory.resolve("generated").toString()));
            Files.createDirectories(directory.resolve("generated"));
            for (SourceFile source : sources) {
                Path file = source.below(directory.resolve("sources"));
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.text());
                arguments.add(file.toString());
            }
            Path argumentFile = directory.resolve("arguments");
            Files.write(
                    argumentFile,
                    arguments.stream()
                            .map(argument -> '"' + argument.replace("\\", "\\\\") + '"')
                            .toList());

            long clock = System.nanoTime();
            Process process = new ProcessBuilder(JAVAC, "@" + argumentFile)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            Took took = new Took((System.nanoTime() - clock) / 1e9, Double.NaN);
            if (exit != 0 || !said.isBlank()) {
                throw new IllegalStateException("javac was to be silent, ended with " + exit + ", and said: " + said);
            }
            return took;
        } catch (IOException e) {
            throw new IllegalStateException("javac could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while javac ran", e);
        }
    }
}
