package dev.halfcaf.sample.run;

import dev.halfcaf.checkpoint.Checkpoint;
import dev.halfcaf.checkpoint.Checkpoints;
import dev.halfcaf.sample.data.InputException;
import dev.halfcaf.sample.program.ModelName;
import dev.halfcaf.sample.program.Settings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder in which a run leaves what it makes: checkpoints, a report, CSV files and TensorBoard's events.
 *
 * @param path where it is
 */
public record RunFolder(Path path) {
    private static final String CHECKPOINTS = "checkpoints";

    /** How many steps a run loses at most when it is killed. */
    private static final int STEPS_BETWEEN_CHECKPOINTS = 500;

    /** Says so, if there is something already where a new run is to have its folder. */
    public void requireNew() {
        if (checkpoints().newest().isPresent()) {
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

    /** What saves the run, and knows what was saved. */
    Checkpoints checkpoints() {
        return Checkpoints.in(path.resolve(CHECKPOINTS))
                .everySteps(STEPS_BETWEEN_CHECKPOINTS)
                .keeping(1)
                .atShutdown();
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
        requireThere(path);
        Path file = checkpoints()
                .newest()
                .orElseThrow(() -> new InputException(path + " is no folder of a run: it has no checkpoint."));
        return read(file);
    }

    /** The run at a path, which is its folder or a checkpoint. */
    public static SavedRun at(Path path) {
        requireThere(path);
        return Files.isDirectory(path) ? new RunFolder(path).saved() : read(path);
    }

    private static void requireThere(Path path) {
        if (!Files.exists(path)) {
            throw new InputException("There is no " + path + ": name the folder of a run, as `train --out` made it.");
        }
    }

    private static SavedRun read(Path file) {
        Checkpoint checkpoint = Checkpoint.read(file);
        return new SavedRun(file, checkpoint, RunPlan.of(file, checkpoint));
    }
}
