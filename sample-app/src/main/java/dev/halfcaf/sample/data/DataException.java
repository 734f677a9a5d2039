package dev.halfcaf.sample.data;

import java.io.Serial;

/** Data that is missing or damaged. The message is one sentence for the person at the command line. */
public final class DataException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
