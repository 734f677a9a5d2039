package dev.halfcaf.processor.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program with the messages that it is to get. The form is described in {@code corpus/README.md}.
 *
 * @param policies what stands for {@code POLICY} in the text; one empty name where that does not occur
 * @param options options of the plugin
 * @param java the oldest Java that knows the syntax
 */
record Sample(Path file, String text, List<String> policies, List<String> options, int java, List<Message> messages) {
    private static final Pattern HEADER = Pattern.compile("^// (policies|options|java): (.*)$", Pattern.MULTILINE);
    private static final Pattern EXPECTED = Pattern.compile("^\\s*// (error|warning|note)@(\\d+): (.*)$");
    private static final Pattern MORE = Pattern.compile("^\\s*//   (.*)$");

    /**
     * A message, expected or printed.
     *
     * @param lines the first line, and as many of the others as are expected
     */
    record Message(long line, long column, String kind, List<String> lines) {
        Message {
            lines = List.copyOf(lines);
        }

        /** Whether a message that was printed is this one. */
        boolean matches(Message printed) {
            return line == printed.line
                    && column == printed.column
                    && kind.equals(printed.kind)
                    && lines.size() <= printed.lines.size()
                    && lines.equals(printed.lines.subList(0, lines.size()));
        }

        /** As it is written in a sample. */
        String asComment() {
            return "line " + line + "\n// " + kind + "@" + column + ": " + String.join("\n//   ", lines);
        }
    }

    static Sample read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sample(
                file,
                text,
                header(text, "policies", ""),
                header(text, "options", "").stream()
                        .filter(one -> !one.isEmpty())
                        .toList(),
                Integer.parseInt(header(text, "java", "17").get(0)),
                expected(text.lines().toList()));
    }

    private static List<String> header(String text, String name, String otherwise) {
        Matcher header = HEADER.matcher(text);
        while (header.find()) {
            if (header.group(1).equals(name)) {
                return Arrays.asList(header.group(2).strip().split("[,\\s]+"));
            }
        }
        return List.of(otherwise);
    }

    private static List<Message> expected(List<String> lines) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher first = EXPECTED.matcher(lines.get(i));
            if (!first.matches()) {
                continue;
            }
            List<String> text = new ArrayList<>(List.of(first.group(3).strip()));
            for (int j = i + 1; MORE.matcher(lines.get(j)).matches(); j++) {
                Matcher more = MORE.matcher(lines.get(j));
                more.matches();
                text.add(more.group(1).strip());
            }
            int line = i + 1;
            while (lines.get(line).strip().startsWith("//")) {
                line++;
            }
            messages.add(new Message(line + 1L, Long.parseLong(first.group(2)), first.group(1), text));
        }
        return messages;
    }

    /** What it is to get under one of the policies. */
    List<Message> messages(String policy) {
        return messages.stream()
                .map(one -> new Message(
                        one.line,
                        one.column,
                        one.kind,
                        one.lines.stream()
                                .map(line -> line.replace("POLICY", policy))
                                .toList()))
                .toList();
    }

    /** The text under one of the policies. */
    String under(String policy) {
        return text.replace("POLICY", policy);
    }

    String name() {
        return file.getFileName().toString();
    }
}
