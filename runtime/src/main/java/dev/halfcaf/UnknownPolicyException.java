package dev.halfcaf;

/** A name that is no policy. The message proposes the nearest name and lists all of them. */
public final class UnknownPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    UnknownPolicyException(String message) {
        super(message);
    }
}
