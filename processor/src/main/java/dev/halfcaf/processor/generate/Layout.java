package dev.halfcaf.processor.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sets in one line, as people do, what JavaPoet spreads over several: short comments, annotations, empty bodies. */
final class Layout {
    private static final int LONGEST_LINE = 120;
    private static final Pattern ANNOTATION_START = Pattern.compile(" *@[\\w.]+\\(\\{?");

    private Layout() {}

    static String tidy(String source) {
        List<String> lines = source.lines().toList();
        List<String> tidied = new ArrayList<>();
        int next = 0;
        while (next < lines.size()) {
            int end = endOfBlock(lines, next);
            String joined = end < 0 ? "" : join(lines.subList(next, end + 1));
            if (end < 0 || joined.length() > LONGEST_LINE) {
                tidied.add(lines.get(next++));
            } else {
                tidied.add(joined);
                next = end + 1;
            }
        }
        return String.join("\n", tidied) + "\n";
    }

    /** The last line of the comment, annotation or empty body that begins here; -1 if none does, or if it is a long one. */
    private static int endOfBlock(List<String> lines, int start) {
        String line = lines.get(start);
        String indent = " ".repeat(line.length() - line.stripLeading().length());
        if (line.equals(indent + "/**")) {
            return start + 2 < lines.size() && lines.get(start + 2).equals(indent + " */") ? start + 2 : -1;
        } else if (line.endsWith(") {")) {
            return start + 1 < lines.size() && lines.get(start + 1).equals(indent + "}") ? start + 1 : -1;
        } else if (ANNOTATION_START.matcher(line).matches()) {
            String last = indent + (line.endsWith("{") ? "})" : ")");
            int end = start;
            while (end < lines.size() && !lines.get(end).equals(last)) {
                end++;
            }
            return end < lines.size() ? end : -1;
        }
        return -1;
    }

    private static String join(List<String> lines) {
        String first = lines.get(0);
        String last = lines.get(lines.size() - 1).strip();
        String inside = lines.subList(1, lines.size() - 1).stream()
                .map(line -> line.strip().replaceFirst("^\\* ", ""))
                .collect(Collectors.joining(" "));
        return first.endsWith("/**") ? first + " " + inside + " " + last : first + inside + last;
    }
}
