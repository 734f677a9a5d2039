package dev.halfcaf.checkpoint;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Writes a file so that at every moment, also after a kill or a power cut, the whole old or the whole new one is there:
 * into a temporary file beside it, which takes its place once its bytes are on the disk. What killed writers left behind
 * goes with the next write.
 *
 * <p>Files are written and read by RandomAccessFile: an interrupt of the thread would close a channel in the middle.
 */
final class WholeFile {
    private final Path file;
    private final Path folder;
    private final String name;

    /** What writes the bytes. */
    interface Body {
        void write(RandomAccessFile out) throws IOException;
    }

    private WholeFile(Path file, Path folder, String name) {
        this.file = file;
        this.folder = folder;
        this.name = name;
    }

    /** @throws CheckpointException if the file cannot be written; then the old one is as it was */
    static void write(Path file, Body body) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null || Files.isDirectory(absolute)) {
            throw new CheckpointException(file.toString(), "cannot be written: it is a directory.");
        }
        if (!Files.isDirectory(folder)) {
            throw new CheckpointException(file.toString(), "cannot be written: there is no directory " + folder + ".");
        }
        try {
            new WholeFile(absolute, folder, name.toString()).write(body);
        } catch (IOException e) {
            throw CheckpointException.refused(file, "cannot be written", e);
        }
    }

    private void write(Body body) throws IOException {
        deleteLeftovers();
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        Path temporary = folder.resolve("." + name + "." + random + ".tmp");
        try {
            try (RandomAccessFile out = open(temporary, "rw")) {
                body.write(out);
                out.getFD().sync();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            throw new IOException("somebody else is writing it at the same time", e);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder();
    }

    static RandomAccessFile open(Path file, String mode) throws IOException {
        try {
            return new RandomAccessFile(file.toFile(), mode);
        } catch (UnsupportedOperationException e) {
            throw new IOException("it is not on a disk, but in " + file.getFileSystem(), e);
        }
    }

    /** As far as the directory lets us: what cannot be taken away is no reason not to save. */
    private void deleteLeftovers() {
        Pattern leftover = Pattern.compile(Pattern.quote("." + name + ".") + "[0-9a-f]{16}\\.tmp");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                folder, path -> leftover.matcher(path.getFileName().toString()).matches())) {
            for (Path path : files) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | DirectoryIteratorException e) {
            return;
        }
    }

    /** The file's new name is on the disk only when its directory is; some systems let nobody open a directory. */
    private void syncFolder() {
        boolean interrupted = Thread.interrupted();
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The new file is in place; what is lost is certainty about a power cut in the next seconds.
            return;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
