package dev.halfcaf.sample.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows of text in columns as wide as their widest cell: the first to the left; the others, which are numbers, to the
 * right. A title has two lines, parted by {@code \n}.
 */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int columns;

    TextTable(String... titles) {
        columns = titles.length;
        row(Arrays.stream(titles)
                .map(title -> title.substring(0, Math.max(title.indexOf('\n'), 0)))
                .toArray(String[]::new));
        row(Arrays.stream(titles)
                .map(title -> title.substring(title.indexOf('\n') + 1))
                .toArray(String[]::new));
    }

    /** Adds a row, with a cell for each title. */
    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns.");
        }
        rows.add(cells);
    }

    /** The lines: the titles, a rule, and the rows. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String padding = " ".repeat(width(column) - row[column].length());
                line.append(column == 0 ? row[column] + padding : GAP + padding + row[column]);
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add(2, "-".repeat(lines.get(1).length()));
        return lines;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }
}
