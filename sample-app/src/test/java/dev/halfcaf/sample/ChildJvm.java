package dev.halfcaf.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A JVM of its own, for what is decided at start-up. */
final class ChildJvm {
    /** How it ended. */
    record Outcome(int exit, String out, String err) {
        /** The rest of the line that begins with this name. */
        String line(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in:\n" + out + err))
                    .substring(name.length() + 2);
        }
    }

    private ChildJvm() {}

    static Outcome run(Path folder, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> whatToRun = new ArrayList<>();
        whatToRun.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        whatToRun.addAll(List.of(arguments));
        return start(folder, options, whatToRun);
    }

    static Outcome runJar(Path folder, List<String> options, Path jar, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> whatToRun = new ArrayList<>(List.of("-jar", jar.toString()));
        whatToRun.addAll(arguments);
        return start(folder, options, whatToRun);
    }

    /** Starts the program, ends it in a way as soon as something is so, and waits for its end. */
    static Outcome end(Path folder, BooleanSupplier when, Consumer<Process> how, String... arguments)
            throws IOException, InterruptedException {
        List<String> whatToRun = new ArrayList<>();
        whatToRun.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        whatToRun.addAll(List.of(arguments));
        Running running = begin(folder, List.of(), whatToRun);
        while (running.process().isAlive() && !when.getAsBoolean()) {
            Thread.sleep(5);
        }
        how.accept(running.process());
        return running.end();
    }

    private static Outcome start(Path folder, List<String> options, List<String> whatToRun)
            throws IOException, InterruptedException {
        return begin(folder, options, whatToRun).end();
    }

    private record Running(Process process, Path out, Path err) {
        Outcome end() throws IOException, InterruptedException {
            int exit = process.waitFor();
            return new Outcome(
                    exit, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
        }
    }

    private static Running begin(Path folder, List<String> options, List<String> whatToRun) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(whatToRun);
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Running(process, out, err);
    }
}
