package dev.halfcaf.processor.property;

import java.nio.file.Path;
import java.util.List;

/** Leaves statements out of a program, as long as checker and runtime still disagree about it. */
final class Shrinker {
    private static final int MOST_TRIES = 400;

    private final Path directory;
    private int tries;

    Shrinker(Path directory) {
        this.directory = directory;
    }

    Program shrink(Program program) {
        Program smallest = program;
        int size;
        do {
            size = smallest.root().size();
            // From the end: what is declared is mostly used further down.
            for (int i = size - 2; i >= 0 && tries < MOST_TRIES; i--) {
                if (i < smallest.root().size() - 1) {
                    Program smaller = smallest.without(i);
                    smallest = isDisagreement(smaller) ? smaller : smallest;
                }
            }
        } while (smallest.root().size() < size && tries < MOST_TRIES);
        return smallest;
    }

    private boolean isDisagreement(Program program) {
        try {
            return !verdict(program).disagreements().isEmpty();
        } catch (AssertionError notJava) {
            return false;
        }
    }

    /** The verdict about a program by itself. */
    Verdict verdict(Program program) {
        Batch batch = new Batch(directory.resolve(Integer.toString(tries++)), List.of(program));
        batch.check();
        return Verdict.of(batch.messages(program), Runs.of(program, batch.load()));
    }
}
