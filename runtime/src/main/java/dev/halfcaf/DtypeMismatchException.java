package dev.halfcaf;

/**
 * An op was given a tensor of a dtype that it does not take, or tensors whose dtypes disagree. The message starts with
 * the code under which the checker reports the same mistake at build time, and ends with a fix.
 */
public class DtypeMismatchException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** An exception with this message. */
    public DtypeMismatchException(String message) {
        super(message);
    }
}
