package dev.halfcaf.processor.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The directory of a plan. A file is written only where its bytes change, and appears whole or not at all: builds look at
 * times, and two compilations may work at once.
 */
final class PlanDirectory {
    static final String TEXT = "plan.txt";
    static final String JSON = "plan.json";
    static final String PAGE = "plan.html";

    private static final String FRAGMENTS = "classes";
    private static final String SUFFIX = ".json";
    private static final int LONGEST_NAME = 180;

    private final Path directory;

    PlanDirectory(Path directory) {
        this.directory = directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /**
     * Takes in what a compilation found, and forgets what is gone.
     *
     * @param compiled the plans of classes that were compiled
     * @param isGone whether there is no class of this name any more, or none that is a layer
     * @return all plans that there are now
     */
    Plan merge(Collection<ClassPlan> compiled, Predicate<String> isGone) throws IOException {
        Path fragments = Files.createDirectories(directory.resolve(FRAGMENTS));
        Map<String, ClassPlan> byName = new TreeMap<>();
        for (Path file : files(fragments)) {
            ClassPlan plan = Fragment.read(Files.readString(file));
            // A file of another version cannot be of use, and would stay for ever.
            if (plan == null
                    || isGone.test(plan.name())
                    || !file.getFileName().toString().equals(fileName(plan))) {
                Files.deleteIfExists(file);
            } else {
                byName.put(plan.name(), plan);
            }
        }
        for (ClassPlan plan : compiled) {
            write(fragments.resolve(fileName(plan)), Fragment.write(plan));
            byName.put(plan.name(), plan);
        }
        return new Plan(byName.values());
    }

    private static List<Path> files(Path fragments) throws IOException {
        try (Stream<Path> files = Files.list(fragments)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList());
        }
    }

    private static String fileName(ClassPlan plan) {
        String name = plan.name();
        return (name.length() <= LONGEST_NAME
                        ? name
                        : name.substring(0, LONGEST_NAME) + "-" + Integer.toHexString(name.hashCode()))
                + SUFFIX;
    }

    /** Writes one of the files of the plan, if that changes it. */
    void write(String name, String text) throws IOException {
        write(file(name), text);
    }

    private void write(Path file, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (isThere(file, bytes)) {
            return;
        }
        Path half = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + "-" + System.nanoTime() + ".tmp");
        try {
            Files.write(half, bytes);
            try {
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static boolean isThere(Path file, byte[] bytes) throws IOException {
        try {
            return Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
