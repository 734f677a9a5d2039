package dev.halfcaf.benchmarks.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A contestant in a process of its own, which does as it is told on its standard input, a line at a time, and answers
 * each line with one:
 *
 * <pre>
 * name                 name TensorFlow Java 1.1.0
 * prepare TASK         ready, or: no
 * time TASK TIMES      nanoseconds 123456
 * close TASK           closed
 * </pre>
 *
 * What fails is answered by {@code failed} and a sentence. It ends with its input.
 */
public final class Worker {
    private final Contestant contestant;
    private final Map<String, Work> prepared = new HashMap<>();

    Worker(Contestant contestant) {
        this.contestant = contestant;
    }

    /** Starts the contestant of that class. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // Whatever a library prints is no answer.
        System.setOut(System.err);
        try (Contestant contestant = Peers.create(arguments[0]);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Worker worker = new Worker(contestant);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answers.println(worker.answer(line));
                answers.flush();
            }
        }
    }

    /** The answer to a line. */
    String answer(String line) {
        String[] words = line.split(" ");
        try {
            return switch (words[0]) {
                case "name" -> "name " + contestant.name();
                case "prepare" -> prepare(words[1]);
                case "time" -> "nanoseconds " + prepared(words[1]).time(Integer.parseInt(words[2]));
                case "close" -> {
                    prepared(words[1]).close();
                    prepared.remove(words[1]);
                    yield "closed";
                }
                default -> throw new IllegalArgumentException("'" + line + "' is none of name, prepare, time, close.");
            };
        } catch (RuntimeException | LinkageError | OutOfMemoryError failure) {
            return "failed " + Field.sentence(failure);
        }
    }

    private String prepare(String task) {
        Optional<Work> work = contestant.prepare(Task.parse(task));
        work.ifPresent(ready -> prepared.put(task, ready));
        return work.isPresent() ? "ready" : "no";
    }

    private Work prepared(String task) {
        Work work = prepared.get(task);
        if (work == null) {
            throw new IllegalStateException(task + " is not prepared.");
        }
        return work;
    }
}
