package dev.halfcaf.report;

import dev.halfcaf.train.StepResult;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run to three CSV files in a directory, for other programs and for {@link #read}:
 *
 * <ul>
 *   <li>{@code steps.csv}: a row for each step;
 *   <li>{@code zero-shares.csv}: a row for each layer and each step whose gradients were measured;
 *   <li>{@code epochs.csv}: a row for each metric of each epoch, of the {@code training} or the {@code validation} data.
 * </ul>
 *
 * <p>The files are those of RFC 4180, in UTF-8, with a header. Numbers are Java's, the same in every locale, and read back to the
 * same bits; {@code NaN} and {@code Infinity} stand for themselves, and what is not known is empty. The files are complete up to
 * the last epoch at least, also if the process is killed. What cannot be written is an {@link UncheckedIOException}.
 */
public final class CsvLog implements RunListener, AutoCloseable {
    /** So many steps are kept in memory at most. */
    private static final int STEPS_PER_FLUSH = 100;

    private static final List<String> STEP_HEADER = List.of(
            "step",
            "epoch",
            "loss",
            "applied",
            "scale_before",
            "scale_after",
            "first_non_finite_variable",
            "first_non_finite_op",
            "learning_rate",
            "gradient_norm",
            "nanos",
            "examples");
    private static final List<String> ZERO_HEADER = List.of("step", "layer", "zero_share");
    private static final List<String> EPOCH_HEADER = List.of("step", "epoch", "data", "metric", "value");

    private static final String STEPS = "steps.csv";
    private static final String ZEROS = "zero-shares.csv";
    private static final String EPOCHS = "epochs.csv";
    private static final String TRAINING = "training";
    private static final String VALIDATION = "validation";

    private final BufferedWriter steps;
    private final BufferedWriter zeros;
    private final BufferedWriter epochs;
    private int unflushed;
    private boolean closed;

    private CsvLog(Path directory) throws IOException {
        steps = appender(directory.resolve(STEPS));
        zeros = appender(directory.resolve(ZEROS));
        epochs = appender(directory.resolve(EPOCHS));
    }

    private static BufferedWriter appender(Path file) throws IOException {
        return Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }

    /**
     * Begins the files of a new run; the directory is made where it is missing.
     *
     * @throws IllegalArgumentException if the directory has files of a run
     * @throws UncheckedIOException if they cannot be written
     */
    public static CsvLog open(Path directory) {
        if (Files.exists(directory.resolve(STEPS))) {
            throw new IllegalArgumentException(
                    directory.resolve(STEPS) + " is there already. Fix: take another directory, or "
                            + "resume(directory, step) to go on with that run.");
        }
        return resume(directory, 0);
    }

    /**
     * Goes on with the files of a run that is resumed: rows of later steps are taken out of them first. A file that is missing is
     * begun.
     *
     * @param step the last step that counts
     * @throws UncheckedIOException if the files cannot be read or written, or are no such files; then they are as they were
     */
    public static CsvLog resume(Path directory, long step) {
        try {
            Map<Path, String> kept = new LinkedHashMap<>();
            kept.put(directory.resolve(STEPS), rowsUpTo(step, directory.resolve(STEPS), STEP_HEADER));
            kept.put(directory.resolve(ZEROS), rowsUpTo(step, directory.resolve(ZEROS), ZERO_HEADER));
            kept.put(directory.resolve(EPOCHS), rowsUpTo(step, directory.resolve(EPOCHS), EPOCH_HEADER));
            for (Map.Entry<Path, String> file : kept.entrySet()) {
                ReplacedFile.write(file.getKey(), file.getValue());
            }
            return new CsvLog(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rowsUpTo(long step, Path file, List<String> header) throws IOException {
        StringBuilder kept = new StringBuilder(Csv.row(header));
        for (CsvRow row : CsvRow.read(file, header)) {
            if (row.whole(0) <= step) {
                kept.append(Csv.row(row.cells()));
            }
        }
        return kept.toString();
    }

    @Override
    public void onStep(StepRecord step) {
        StepResult result = step.result();
        GradientFigures gradients = step.gradients();
        String number = Long.toString(step.step());
        try {
            requireOpen();
            steps.write(Csv.row(
                    number,
                    Integer.toString(step.epoch()),
                    Double.toString(result.loss()),
                    Boolean.toString(result.applied()),
                    Double.toString(result.scaleBefore()),
                    Double.toString(result.scaleAfter()),
                    orEmpty(result.firstNonFiniteVariable()),
                    orEmpty(result.firstNonFiniteOp()),
                    Double.isNaN(step.learningRate()) ? "" : Double.toString(step.learningRate()),
                    gradients == null ? "" : Double.toString(gradients.norm()),
                    step.nanos() == 0 ? "" : Long.toString(step.nanos()),
                    step.examples() == 0 ? "" : Integer.toString(step.examples())));
            if (gradients != null) {
                for (Map.Entry<String, Double> share : gradients.zeroShares().entrySet()) {
                    zeros.write(Csv.row(number, share.getKey(), share.getValue().toString()));
                }
            }
            unflushed++;
            if (unflushed == STEPS_PER_FLUSH) {
                flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public void onEpoch(EpochRecord epoch) {
        try {
            requireOpen();
            if (epoch.training().isEmpty() && epoch.validation().isEmpty()) {
                // That it has ended is worth a row, too.
                writeMetric(epoch, "", "", "");
            }
            for (Map.Entry<String, Double> metric : epoch.training().entrySet()) {
                writeMetric(epoch, TRAINING, metric.getKey(), metric.getValue().toString());
            }
            for (Map.Entry<String, Double> metric : epoch.validation().entrySet()) {
                writeMetric(
                        epoch, VALIDATION, metric.getKey(), metric.getValue().toString());
            }
            flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeMetric(EpochRecord epoch, String data, String metric, String value) throws IOException {
        epochs.write(Csv.row(Long.toString(epoch.step()), Integer.toString(epoch.epoch()), data, metric, value));
    }

    private void flush() throws IOException {
        unflushed = 0;
        steps.flush();
        zeros.flush();
        epochs.flush();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The CSV files are closed. Fix: open them for what follows, by resume().");
        }
    }

    /** Closes the files. */
    @Override
    public void onEnd() {
        close();
    }

    /** Closes the files; closing twice does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try (steps;
                    zeros;
                    epochs) {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // ---- reading

    /**
     * The run that was written to a directory: to look at it, or to go on with it after {@link RunHistory#rewindTo}. A directory
     * without such files is a run without steps.
     *
     * @param name how reports call the run
     * @throws IOException if a file cannot be read; the message names the row that is wrong
     */
    public static RunHistory read(Path directory, String name) throws IOException {
        RunHistory history = new RunHistory(name);
        Map<Long, Map<String, Double>> shares = readShares(directory.resolve(ZEROS));
        for (CsvRow row : CsvRow.read(directory.resolve(STEPS), STEP_HEADER)) {
            StepRecord step = step(row, shares);
            try {
                history.onStep(step);
            } catch (IllegalArgumentException e) {
                throw row.wrong("step " + step.step() + " does not come after the row before", e);
            }
        }
        readEpochs(directory.resolve(EPOCHS)).forEach(history::onEpoch);
        return history;
    }

    private static StepRecord step(CsvRow row, Map<Long, Map<String, Double>> shares) throws IOException {
        StepResult result = new StepResult(
                row.real(2),
                Boolean.parseBoolean(row.text(3)),
                row.real(4),
                row.real(5),
                row.has(6) ? row.text(6) : null,
                row.has(7) ? row.text(7) : null);
        GradientFigures gradients =
                row.has(9) ? new GradientFigures(row.real(9), shares.getOrDefault(row.whole(0), Map.of())) : null;
        double learningRate = row.has(8) ? row.real(8) : Double.NaN;
        long nanos = row.has(10) ? row.whole(10) : 0;
        int examples = row.has(11) ? row.small(11) : 0;
        try {
            return new StepRecord(row.whole(0), row.small(1), result, learningRate, gradients, nanos, examples);
        } catch (IllegalArgumentException e) {
            throw row.wrong("a number is too small", e);
        }
    }

    private static Map<Long, Map<String, Double>> readShares(Path file) throws IOException {
        Map<Long, Map<String, Double>> shares = new LinkedHashMap<>();
        for (CsvRow row : CsvRow.read(file, ZERO_HEADER)) {
            shares.computeIfAbsent(row.whole(0), step -> new LinkedHashMap<>()).put(row.text(1), row.real(2));
        }
        return shares;
    }

    private static List<EpochRecord> readEpochs(Path file) throws IOException {
        Map<Integer, EpochRecord> epochs = new LinkedHashMap<>();
        for (CsvRow row : CsvRow.read(file, EPOCH_HEADER)) {
            int number = row.small(1);
            EpochRecord known = epochs.get(number);
            Map<String, Double> training =
                    known == null ? new LinkedHashMap<>() : new LinkedHashMap<>(known.training());
            Map<String, Double> validation =
                    known == null ? new LinkedHashMap<>() : new LinkedHashMap<>(known.validation());
            if (row.has(2)) {
                (row.text(2).equals(TRAINING) ? training : validation).put(row.text(3), row.real(4));
            }
            try {
                epochs.put(number, new EpochRecord(number, row.whole(0), training, validation));
            } catch (IllegalArgumentException e) {
                throw row.wrong("a number is too small", e);
            }
        }
        return new ArrayList<>(epochs.values());
    }
}
