package dev.halfcaf.benchmarks.peers;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A contestant in a process of its own, behind a {@link Worker}. It is idle while others are measured, and measures
 * itself: what goes through the pipe is not in the time.
 */
final class Remote implements Contestant {
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter lines;
    private final Path log;
    private final String name;

    private Remote(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.lines = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.name = ask("name", "name ");
    }

    /**
     * Starts a process with this one's class path and options.
     *
     * @param contestant the name of a class
     * @param options options of the JVM; they come after this JVM's own, so that they count
     * @param log where the process writes what it says besides
     */
    static Remote start(String contestant, List<String> options, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(options);
        command.addAll(
                List.of("-classpath", System.getProperty("java.class.path"), Worker.class.getName(), contestant));
        try {
            File errors = Files.createDirectories(log.toAbsolutePath().getParent())
                    .resolve(log.getFileName())
                    .toFile();
            return new Remote(new ProcessBuilder(command).redirectError(errors).start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException("No process for " + contestant, e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Work> prepare(Task task) {
        if (ask("prepare " + task, "").equals("no")) {
            return Optional.empty();
        }
        return Optional.of(new Work() {
            @Override
            public void run() {
                time(1);
            }

            @Override
            public long time(int times) {
                return Long.parseLong(ask("time " + task + " " + times, "nanoseconds "));
            }

            @Override
            public void close() {
                ask("close " + task, "closed");
            }
        });
    }

    /** The rest of the answer after its first word. */
    private String ask(String line, String beginning) {
        String answer;
        try {
            lines.write(line);
            lines.newLine();
            lines.flush();
            answer = answers.readLine();
        } catch (IOException e) {
            throw new IllegalStateException("its process has ended: see " + log, e);
        }
        if (answer == null) {
            throw new IllegalStateException("its process has ended: see " + log);
        }
        if (!answer.startsWith(beginning) || answer.startsWith("failed ")) {
            throw new IllegalStateException(answer.replaceFirst("^failed ", ""));
        }
        return answer.substring(beginning.length());
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
