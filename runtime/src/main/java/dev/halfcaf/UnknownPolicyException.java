package dev.halfcaf;

/** A text that names no policy. The message says what is wrong with it, proposes the nearest name, and lists what there is. */
public final class UnknownPolicyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String problem;
    private final String choice;

    UnknownPolicyException(String problem, String choice) {
        super(problem + " " + choice);
        this.problem = problem;
        this.choice = choice;
    }

    /** The first part of the message: what is wrong, and the nearest name if one is near. */
    public String problem() {
        return problem;
    }

    /** The second part of the message: what could stand there. */
    public String choice() {
        return choice;
    }
}
