package dev.halfcaf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns as wide as their widest cell, under a header and a line. */
final class SummaryTable {
    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int columns;
    private int firstNumber = Integer.MAX_VALUE;

    SummaryTable(String... header) {
        rows.add(header);
        columns = header.length;
    }

    /** This column and those behind it hold numbers. */
    void alignRightFrom(int column) {
        firstNumber = column;
    }

    void row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns + " columns");
        }
        rows.add(cells);
    }

    /** The table; each line ends with a line break. */
    @Override
    public String toString() {
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            line(rows.get(i), widths, text);
            if (i == 0) {
                text.append("-".repeat(Arrays.stream(widths).sum() + GAP.length() * (columns - 1)))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private void line(String[] row, int[] widths, StringBuilder text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            String padding = " ".repeat(widths[i] - row[i].length());
            line.append(i == 0 ? "" : GAP).append(i >= firstNumber ? padding + row[i] : row[i] + padding);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }
}
