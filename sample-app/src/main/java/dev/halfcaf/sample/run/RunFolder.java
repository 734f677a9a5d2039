package dev.halfcaf.sample.run;

import dev.halfcaf.checkpoint.Checkpoint;
import dev.halfcaf.sample.data.InputException;
import dev.halfcaf.sample.program.ModelName;
import dev.halfcaf.sample.program.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder in which a run leaves what it makes: a checkpoint, a report, CSV files and TensorBoard's events.
 *
 * @param path where it is
 */
public record RunFolder(Path path) {
    private static final String CHECKPOINT = "checkpoint.safetensors";

    /** Says so, if there is something already where a new run is to have its folder. */
    public void requireNew() {
        if (Files.exists(checkpoint())) {
            throw new InputException(path + " has a run already. `resume " + path
                    + "` goes on with it; a new one needs a folder of its own.");
        }
        if (Files.exists(path)) {
            throw new InputException(path + " is there already, and is no run: a new run needs a folder of its own.");
        }
    }

    /** Makes the folder, and those above it. */
    public void create() {
        requireNew();
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(path + " can't be made: " + e.getFile() + " is no folder.", e);
        } catch (IOException e) {
            throw new InputException(path + " can't be made: " + e + ".", e);
        }
    }

    /** The run's latest state. */
    Path checkpoint() {
        return path.resolve(CHECKPOINT);
    }

    /** The page on the run. */
    Path report() {
        return path.resolve("report.html");
    }

    /** Makes a folder within this one for a run among others. */
    public RunFolder createWithin(Settings settings) {
        String policy = settings.policy().name().replaceAll("[^a-z0-9_]+", "-");
        RunFolder folder = new RunFolder(path.resolve(policy + "-seed" + settings.seed()));
        folder.create();
        return folder;
    }

    /** Writes the page on runs within this folder. */
    public void writeReport(ModelName model, List<List<RunOutcome>> outcomes) {
        ReportWriter.write(
                report(),
                model,
                outcomes.stream().flatMap(List::stream).map(RunOutcome::history).toList());
    }

    /** The run as it was saved last. */
    public SavedRun saved() {
        if (Files.isRegularFile(path)) {
            throw new InputException(path + " is no folder of a run: name the folder that it is in.");
        }
        return read(path);
    }

    /** The run at a path, which is its folder or its checkpoint. */
    public static SavedRun read(Path path) {
        if (!Files.exists(path)) {
            throw new InputException("There is no " + path + ": name the folder of a run, as `train --out` made it.");
        }
        Path file = Files.isDirectory(path) ? new RunFolder(path).checkpoint() : path;
        if (!Files.exists(file)) {
            throw new InputException(path + " is no folder of a run: it has no " + CHECKPOINT + ".");
        }
        Checkpoint checkpoint = Checkpoint.read(file);
        return new SavedRun(file, checkpoint, RunPlan.of(file, checkpoint));
    }
}
