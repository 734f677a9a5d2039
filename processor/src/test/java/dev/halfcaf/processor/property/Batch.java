package dev.halfcaf.processor.property;

import dev.halfcaf.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Programs compiled together: once to be checked, and once, without the checker, to be run. */
final class Batch {
    private static final Pattern MESSAGE = Pattern.compile("\\[(\\w+)\\] ([^\\n]*)(?s:.*)");
    private static final Pattern POLICY = Pattern.compile(" under policy '(\\w+)'");

    private final Path directory;
    private final Map<String, Program> programs = new TreeMap<>();
    private final Map<String, List<Message>> messages = new TreeMap<>();

    /**
     * A message of the checker.
     *
     * @param policy the policy under which it is true; empty where it is under all
     * @param text the first line, without that
     */
    record Message(long line, String kind, String code, String policy, String text) {
        static Message of(Diagnostic<?> diagnostic) {
            String text = diagnostic.getMessage(Locale.ROOT);
            Matcher matcher = MESSAGE.matcher(text);
            if (!matcher.matches()) {
                return new Message(
                        diagnostic.getLineNumber(), diagnostic.getKind().toString(), "javac", "", text);
            }
            Matcher policy = POLICY.matcher(matcher.group(2));
            return new Message(
                    diagnostic.getLineNumber(),
                    diagnostic.getKind().toString(),
                    matcher.group(1),
                    policy.find() ? policy.group(1) : "",
                    policy.reset().replaceAll(""));
        }

        boolean isError() {
            return kind.equals("ERROR");
        }
    }

    Batch(Path directory, Collection<Program> programs) {
        this.directory = directory;
        programs.forEach(program -> this.programs.put(program.packageName(), program));
    }

    Collection<Program> programs() {
        return programs.values();
    }

    List<Message> messages(Program program) {
        return messages.getOrDefault(program.packageName(), List.of());
    }

    /** Checks all, as users do. */
    void check() {
        List<String> options = new ArrayList<>(options("checked", System.getProperty("java.class.path")));
        options.addAll(
                List.of("-Xplugin:Halfcaf strict", "-s", folder("generated").toString()));
        if (Runtime.version().feature() >= 21) {
            // From JDK 23 on, processors of the class path run only if asked to.
            options.add("-proc:full");
        }
        List<JavaFileObject> sources = common();
        programs.values().forEach(program -> sources.add(new Text(program.packageName(), "Sample", program.source())));
        for (Diagnostic<? extends JavaFileObject> diagnostic : compile(true, options, sources)) {
            String name = diagnostic.getSource() instanceof Text text ? text.packageName : "";
            messages.computeIfAbsent(name, key -> new ArrayList<>()).add(Message.of(diagnostic));
        }
    }

    /** Compiles all once more, to be run, with the wrappers of {@link #check}. */
    ClassLoader load() {
        List<String> options =
                options("run", locationOf(Policy.class) + java.io.File.pathSeparator + locationOf(Ran.class));
        options.add("-proc:none");
        List<JavaFileObject> sources = common();
        programs.values()
                .forEach(program -> sources.add(new Text(program.packageName(), "Sample", program.instrumented())));
        try (Stream<Path> generated = Files.walk(folder("generated"))) {
            generated
                    .filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> sources.add(new Generated(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Diagnostic<? extends JavaFileObject> diagnostic : compile(false, options, sources)) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                throw new AssertionError(diagnostic.toString());
            }
        }
        try {
            return new URLClassLoader(new URL[] {folder("run").toUri().toURL()}, Ran.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<JavaFileObject> common() {
        List<JavaFileObject> sources = new ArrayList<>();
        Program.COMMON.keySet().stream()
                .sorted()
                .forEach(name -> sources.add(new Text("sampled.common", name, Program.common(name))));
        return sources;
    }

    private List<String> options(String output, String classPath) {
        return new ArrayList<>(List.of(
                "-d",
                folder(output).toString(),
                "-classpath",
                classPath,
                "-Xmaxerrs",
                "100000",
                "-Xmaxwarns",
                "100000"));
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Diagnostic<? extends JavaFileObject>> compile(
            boolean isChecked, List<String> options, List<JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> collector = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(collector, Locale.ROOT, StandardCharsets.UTF_8)) {
            compiler.getTask(null, isChecked ? files : new WithoutPlugins(files), collector, options, null, sources)
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return collector.getDiagnostics();
    }

    /** An in-process javac finds the plugins of the test's own class path, too. */
    private static final class WithoutPlugins extends ForwardingJavaFileManager<JavaFileManager> {
        WithoutPlugins(JavaFileManager files) {
            super(files);
        }

        @Override
        public ClassLoader getClassLoader(Location location) {
            return ClassLoader.getPlatformClassLoader();
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String packageName;
        private final String text;

        Text(String packageName, String name, String text) {
            super(URI.create("sample:///" + packageName.replace('.', '/') + "/" + name + ".java"), Kind.SOURCE);
            this.packageName = packageName;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Generated extends SimpleJavaFileObject {
        private final Path file;

        Generated(Path file) {
            super(file.toUri(), Kind.SOURCE);
            this.file = file;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) throws IOException {
            return Files.readString(file);
        }
    }
}
