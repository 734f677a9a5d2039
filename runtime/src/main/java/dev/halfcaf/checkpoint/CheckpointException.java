package dev.halfcaf.checkpoint;

import java.io.IOException;
import java.nio.file.Path;

/** A file that cannot be written, read or used. The message names the file, and the tensor where it is one. */
public final class CheckpointException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CheckpointException(String where, String problem) {
        super(where + ": " + problem);
    }

    CheckpointException(String where, String problem, Throwable cause) {
        super(where + ": " + problem, cause);
    }

    /** For what the operating system refused, in its own words. */
    static CheckpointException refused(Path file, String what, IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new CheckpointException(file.toString(), what + ": " + reason + ".", cause);
    }
}
