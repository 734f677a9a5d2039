package dev.halfcaf.benchmarks.peers;

/** Somebody with something to do: one of those who take turns in a {@link Contest}. */
record Entrant(Role role, Task task) {
    /** The name in tables. */
    String label() {
        return switch (task.operation()) {
            case FMA -> task.size(0) == 1 ? "FMA loop" : "FMA loop, " + task.size(0) + " threads";
            case COPY -> "arraycopy of the same bytes";
            case TRAIN_STEP_BY_HAND -> role.label() + " by hand, " + task.dtype();
            case ADAM_UNFUSED -> role.label() + " unfused, copy in " + task.dtype();
            default -> role.label() + " " + task.dtype();
        };
    }
}
