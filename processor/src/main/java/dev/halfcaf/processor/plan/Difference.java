package dev.halfcaf.processor.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The difference of two texts, line by line, as people know it from {@code diff -u}; but above each part stands the header of
 * its block, a line that is not indented, in place of numbers.
 */
final class Difference {
    /** More lines are counted, not shown. */
    private static final int MOST_LINES = 40;

    /** Beyond this many pairs of lines the middle of the texts is not compared, but replaced as a whole. */
    private static final long MOST_PAIRS = 16_000_000;

    /** One line: taken away {@code -}, added {@code +}, or the same in both. */
    private record Line(char mark, String text) {}

    private Difference() {}

    /** The lines that differ; empty if none do. */
    static List<String> of(String before, String after) {
        List<Line> lines = compare(lines(before), lines(after));
        List<String> shown = new ArrayList<>();
        String header = "";
        String shownHeader = "";
        int changed = 0;
        for (Line line : lines) {
            boolean isHeader = !line.text().isBlank() && !line.text().startsWith(" ");
            header = isHeader ? line.text() : header;
            if (line.mark() != ' ' && !line.text().isBlank()) {
                changed++;
                if (shown.size() < MOST_LINES) {
                    if (!isHeader && !header.equals(shownHeader)) {
                        shown.add("  " + header);
                    }
                    shownHeader = header;
                    shown.add(line.mark() + " " + line.text());
                }
            }
        }
        long told = shown.stream().filter(line -> !line.startsWith(" ")).count();
        if (changed > told) {
            shown.add("  and " + (changed - told) + " more lines");
        }
        return shown;
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static List<Line> compare(List<String> before, List<String> after) {
        int start = 0;
        while (start < before.size()
                && start < after.size()
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < before.size() - start
                && end < after.size() - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
        lines.addAll(middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end)));
        before.subList(before.size() - end, before.size()).forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    /** By the longest common subsequence. */
    private static List<Line> middle(List<String> before, List<String> after) {
        List<Line> lines = new ArrayList<>();
        if ((long) before.size() * after.size() > MOST_PAIRS) {
            TreeSet<String> kept = new TreeSet<>(before);
            kept.retainAll(after);
            before.stream().filter(line -> !kept.contains(line)).forEach(line -> lines.add(new Line('-', line)));
            after.stream().filter(line -> !kept.contains(line)).forEach(line -> lines.add(new Line('+', line)));
            return lines;
        }
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i)));
                i++;
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
        return lines;
    }
}
