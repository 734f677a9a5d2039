package dev.halfcaf.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A row of one of the files of {@link CsvLog}.
 *
 * @param number of the row in the file, from 1 for the header
 * @param cells as many as the header has
 */
record CsvRow(Path file, int number, List<String> cells) {
    /** The rows below the header; none if there is no file. */
    static List<CsvRow> read(Path file, List<String> header) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<List<String>> rows = Csv.rows(Files.readString(file, StandardCharsets.UTF_8));
        if (!rows.isEmpty() && !rows.get(0).equals(header)) {
            throw new IOException(file + " begins with " + String.join(",", rows.get(0)) + "; expected "
                    + String.join(",", header) + ".");
        }
        List<CsvRow> read = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            if (rows.get(i).size() != header.size()) {
                throw new IOException(file + ", row " + (i + 1) + ": it has "
                        + rows.get(i).size() + " cells, the header " + header.size() + ".");
            }
            read.add(new CsvRow(file, i + 1, rows.get(i)));
        }
        return read;
    }

    String text(int column) {
        return cells.get(column);
    }

    boolean has(int column) {
        return !text(column).isEmpty();
    }

    double real(int column) throws IOException {
        return parsed(column, Double::valueOf);
    }

    long whole(int column) throws IOException {
        return parsed(column, Long::valueOf);
    }

    int small(int column) throws IOException {
        return parsed(column, Integer::valueOf);
    }

    private <N extends Number> N parsed(int column, Function<String, N> parse) throws IOException {
        try {
            return parse.apply(text(column));
        } catch (NumberFormatException e) {
            throw wrong("'" + text(column) + "' is no number that fits here", e);
        }
    }

    IOException wrong(String what, Exception cause) {
        return new IOException(file + ", row " + number + ": " + what + ".", cause);
    }
}
