package dev.halfcaf.benchmarks.peers;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reports as JSON, one file for each setting. */
final class ReportFile {
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private ReportFile() {}

    /** Writes {@code <setting>.json} into a folder, over an older one. */
    static Path write(Report report, Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(report.setting() + ".json");
        Files.writeString(file, GSON.toJson(report) + "\n");
        return file;
    }

    /** The reports in a folder, newest JDK first and the vector kernels before the plain ones. */
    static List<Report> readAll(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".json"))
                    .sorted((one, other) -> other.compareTo(one))
                    .toList();
        }
        List<Report> reports = new ArrayList<>();
        for (Path file : files) {
            try (Reader reader = Files.newBufferedReader(file)) {
                reports.add(GSON.fromJson(reader, Report.class));
            } catch (JsonParseException e) {
                throw new IOException(file + " is no report: " + Field.sentence(e), e);
            }
        }
        return reports;
    }
}
