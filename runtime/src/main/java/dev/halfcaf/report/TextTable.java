package dev.halfcaf.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text in columns as wide as their widest cell, under their titles and a rule. A title may have several lines, parted
 * by {@code \n}; shorter ones stand at the bottom. All columns but the first hold numbers and are aligned to the right,
 * unless {@link #numbersFrom} says otherwise.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> titles = new ArrayList<>();
    private final List<String[]> rows = new ArrayList<>();
    private final int columns;
    private int firstNumber = 1;

    /** A table without rows. */
    public TextTable(String... titles) {
        columns = titles.length;
        int height = (int) Arrays.stream(titles)
                .mapToLong(title -> title.lines().count())
                .max()
                .orElse(1);
        for (int i = 0; i < height; i++) {
            int fromBottom = height - i;
            this.titles.add(
                    Arrays.stream(titles).map(title -> line(title, fromBottom)).toArray(String[]::new));
        }
    }

    private static String line(String title, int fromBottom) {
        List<String> lines = title.lines().toList();
        return fromBottom > lines.size() ? "" : lines.get(lines.size() - fromBottom);
    }

    /** This column and those behind it, counted from 0, hold numbers; those before it are aligned to the left. */
    public TextTable numbersFrom(int column) {
        firstNumber = column;
        return this;
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if there is not a cell for each title
     */
    public void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns.");
        }
        rows.add(cells.clone());
    }

    /** The lines: the titles, a rule, and the rows. */
    public List<String> lines() {
        int[] widths = new int[columns];
        for (List<String[]> part : List.of(titles, rows)) {
            for (String[] row : part) {
                for (int i = 0; i < columns; i++) {
                    widths[i] = Math.max(widths[i], row[i].length());
                }
            }
        }
        List<String> lines = new ArrayList<>();
        titles.forEach(row -> lines.add(line(row, widths)));
        lines.add("-".repeat(Arrays.stream(widths).sum() + GAP.length() * (columns - 1)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            line.append(i == 0 ? "" : GAP).append(i >= firstNumber ? padding + row[i] : row[i] + padding);
        }
        return line.toString().stripTrailing();
    }

    /** The lines, each with a line break, which is {@code \n}. */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }
}
