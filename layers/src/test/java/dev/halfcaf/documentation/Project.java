package dev.halfcaf.documentation;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** What a reader has before him who has followed a page so far: sources, which he compiles and starts. */
final class Project {
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile(
            "^(?:@DtypePolicy.*\n)?(?:(?:public|abstract|final) )*(?:class|record|interface) (\\w+)",
            Pattern.MULTILINE);
    private static final Pattern COUNT = Pattern.compile("^\\d+ (?:error|warning)s?\n", Pattern.MULTILINE);

    private final Path folder;
    private final String classPath = System.getProperty("java.class.path");
    /** By their paths below the folder of sources. */
    private final Map<String, String> sources = new TreeMap<>();

    private String last = "";
    private Path classes = Path.of("none");

    Project(Path folder) {
        this.folder = folder;
    }

    /** Whether a text declares a type, and so is a source file. */
    static boolean isSource(String text) {
        return TYPE.matcher(text).find();
    }

    /**
     * Adds a source file, or puts it in the place of the one that had its name. Where there are several types, each gets a file, with
     * the lines above the first of them.
     */
    void put(String source) {
        List<Integer> starts =
                TYPE.matcher(source).results().map(MatchResult::start).toList();
        String head = source.substring(0, starts.get(0));
        for (int i = 0; i < starts.size(); i++) {
            int end = i + 1 < starts.size() ? starts.get(i + 1) : source.length();
            putOne(head + source.substring(starts.get(i), end));
        }
    }

    private void putOne(String source) {
        Matcher type = TYPE.matcher(source);
        Matcher inPackage = PACKAGE.matcher(source);
        String directory = inPackage.find() ? inPackage.group(1).replace('.', '/') + "/" : "";
        last = directory + (type.find() ? type.group(1) : "") + ".java";
        sources.put(last, source);
    }

    /** Takes away the source file that was put last. */
    void removeLast() {
        sources.remove(last);
    }

    /** Compiles all sources; what javac printed, without the number of messages and with the files' names alone. */
    String javac() {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            Path sourceFolder = Files.createTempDirectory(folder, "src");
            classes = Files.createTempDirectory(folder, "classes");
            for (Map.Entry<String, String> source : sources.entrySet()) {
                Path file = sourceFolder.resolve(source.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
            }
            List<String> options = List.of(
                    "-d",
                    classes.toString(),
                    "-classpath",
                    classPath,
                    "-processorpath",
                    classPath,
                    "-Xlint:all,-path",
                    "-Werror",
                    "--release",
                    "17");
            List<Path> paths =
                    sources.keySet().stream().map(sourceFolder::resolve).toList();
            javac.getTask(messages, files, null, options, null, files.getJavaFileObjectsFromPaths(paths))
                    .call();
            String names = "(?m)^" + Pattern.quote(sourceFolder + File.separator) + "(?:\\w+[/\\\\])*";
            return COUNT.matcher(messages.toString().replace("\r\n", "\n").replaceAll(names, ""))
                    .replaceAll("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a compiled class, in a process and a directory of its own; what it printed. */
    String java(String mainClass) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-classpath",
                        classes + File.pathSeparator + classPath,
                        mainClass)
                .directory(Files.createDirectories(folder.resolve("run")).toFile())
                .redirectError(log.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        return output.replace("\r\n", "\n") + (exit == 0 ? "" : "exit " + exit + "\n" + Files.readString(log));
    }
}
