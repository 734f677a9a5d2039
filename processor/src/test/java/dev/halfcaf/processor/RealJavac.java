package dev.halfcaf.processor;

import dev.halfcaf.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The javac of a JDK on this machine, as a process: the way users start it. */
record RealJavac(int version, Path home) {
    /** What a run printed and left. */
    record Result(int exit, String output, Path classes) {
        /** The lines of messages, without the source lines that javac shows. */
        List<String> messages() {
            return output.lines()
                    .filter(line ->
                            line.contains(": error: ") || line.contains("warning: ") || line.contains(": Note: "))
                    .map(line -> line.substring(line.lastIndexOf('/') + 1))
                    .toList();
        }
    }

    /** The JDK that runs the tests, and others from Java 17 on that are installed beside it; one of each version. */
    static List<RealJavac> all() {
        Map<Integer, RealJavac> found = new TreeMap<>();
        Path own = Path.of(System.getProperty("java.home"));
        try (Stream<Path> beside = Files.list(own.toRealPath().getParent())) {
            Stream.concat(Stream.of(own), beside.sorted())
                    .filter(home ->
                            Files.isExecutable(home.resolve("bin/javac")) && Files.exists(home.resolve("release")))
                    .map(home -> new RealJavac(version(home), home))
                    .filter(javac -> javac.version >= 17)
                    .forEach(javac -> found.putIfAbsent(javac.version, javac));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found.values());
    }

    private static int version(Path home) {
        try {
            String release = Files.readString(home.resolve("release"));
            return Integer.parseInt(release.replaceFirst("(?s).*JAVA_VERSION=\"(\\d+).*", "$1"));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }

    /** Where the runtime's classes are. */
    static String runtime() {
        try {
            return Path.of(Policy.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The processor, the runtime and what they need. */
    static String processorPath() {
        return System.getProperty("java.class.path");
    }

    /** Compiles the sources in a directory. */
    Result compile(Path directory, List<String> options, Source... sources) {
        try {
            List<String> command =
                    new ArrayList<>(List.of(home.resolve("bin/javac").toString(), "-encoding", "UTF-8", "-d"));
            Path classes = Files.createDirectories(directory.resolve("classes"));
            command.add(classes.toString());
            command.addAll(options);
            for (Source source : sources) {
                Path file = directory.resolve("src/" + source.className().replace('.', '/') + ".java");
                Files.createDirectories(file.getParent());
                command.add(Files.writeString(file, source.text()).toString());
            }
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "javac %d", version);
    }
}
