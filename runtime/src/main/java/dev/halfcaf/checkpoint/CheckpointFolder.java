package dev.halfcaf.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one run's checkpoints, by the number of steps that it had seen. */
final class CheckpointFolder {
    private static final Pattern NAME = Pattern.compile("step-(\\d{8,18})\\.safetensors");

    private final Path folder;

    CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    Path file(long steps) {
        return folder.resolve(String.format(Locale.ROOT, "step-%08d.safetensors", steps));
    }

    /** Makes the folder, and takes away what killed writers left. */
    void open() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw CheckpointException.refused(folder, "cannot be made", e);
        }
        WholeFile.deleteLeftovers(folder, NAME.pattern());
    }

    private TreeMap<Long, Path> files() {
        TreeMap<Long, Path> files = new TreeMap<>();
        if (!Files.exists(folder)) {
            return files;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
            for (Path path : paths) {
                Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
                if (name.matches()) {
                    files.put(Long.parseLong(name.group(1)), path);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw CheckpointException.refused(folder, "cannot be read", Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw CheckpointException.refused(folder, "cannot be read", e);
        }
        return files;
    }

    Optional<Path> newest() {
        return Optional.ofNullable(files().lastEntry()).map(Map.Entry::getValue);
    }

    /** A younger file of another run would be taken for the newest of this one. */
    void requireNoneAfter(long steps) {
        Map.Entry<Long, Path> newest = files().lastEntry();
        if (newest != null && newest.getKey() > steps) {
            throw new CheckpointException(
                    folder.toString(),
                    "has a checkpoint of step " + newest.getKey() + ", and the run is at step " + steps
                            + ". Fix: go on from there, checkpoints.resume(trainer).fit(...), or take another folder.");
        }
    }

    /** As far as the folder lets us: what cannot be taken away is no reason to end a run. */
    void keepNewest(int count) {
        List<Path> files = List.copyOf(files().values());
        try {
            for (Path old : files.subList(0, Math.max(0, files.size() - count))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            return;
        }
    }
}
