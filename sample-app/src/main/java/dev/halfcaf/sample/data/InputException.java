package dev.halfcaf.sample.data;

import java.io.Serial;

/** What the user gave the program is missing, damaged or of another kind. The message is one sentence for the command line. */
public final class InputException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public InputException(String message) {
        super(message);
    }

    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
