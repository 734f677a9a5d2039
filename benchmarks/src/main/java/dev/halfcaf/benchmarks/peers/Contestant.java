package dev.halfcaf.benchmarks.peers;

import java.util.Optional;

/** Someone who can do some of the tasks: Halfcaf, a probe, or a peer. Has a constructor without parameters. */
public interface Contestant extends AutoCloseable {
    /** The name in tables, with the version where it has one. */
    String name();

    /** Makes everything that the task needs, with operands of its own; empty if this contestant cannot do it. */
    Optional<Work> prepare(Task task);

    /** Ends what it started. */
    @Override
    default void close() {}
}
