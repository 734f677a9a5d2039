package dev.halfcaf.processor.generate;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Gives names in one scope: what is taken gets the next free one. */
final class LocalNames {
    private final Set<String> taken;

    LocalNames(Collection<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** The first of the wishes that is free; if none is, the last one with a number. */
    String take(String... wishes) {
        for (String wish : wishes) {
            if (taken.add(wish)) {
                return wish;
            }
        }
        String last = wishes[wishes.length - 1];
        int number = 2;
        while (!taken.add(last + number)) {
            number++;
        }
        return last + number;
    }

    /** The names that are taken. */
    Set<String> taken() {
        return Set.copyOf(taken);
    }

    /** A scope within this one. */
    LocalNames inner() {
        return new LocalNames(taken);
    }

    static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
