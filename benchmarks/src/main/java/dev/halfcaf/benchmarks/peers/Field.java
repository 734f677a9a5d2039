package dev.halfcaf.benchmarks.peers;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Who has come, and why the others have not. A contestant is fetched when it is first needed. */
final class Field implements AutoCloseable {
    private final Map<Role, Supplier<Contestant>> invited = new EnumMap<>(Role.class);
    private final Map<Role, Contestant> present = new EnumMap<>(Role.class);
    private final Map<Role, String> missing = new EnumMap<>(Role.class);

    /** How to fetch a contestant; the supplier throws, with a sentence, where it cannot come. */
    Field with(Role role, Supplier<Contestant> contestant) {
        invited.put(role, contestant);
        return this;
    }

    /** The work of an entrant, or empty where the contestant is missing or does not do such tasks. */
    Optional<Work> prepare(Entrant entrant) {
        return contestant(entrant.role()).flatMap(contestant -> contestant.prepare(entrant.task()));
    }

    private Optional<Contestant> contestant(Role role) {
        if (!present.containsKey(role) && !missing.containsKey(role)) {
            try {
                Supplier<Contestant> supplier = invited.get(role);
                if (supplier == null) {
                    throw new IllegalStateException("not asked to come");
                }
                present.put(role, supplier.get());
            } catch (RuntimeException | LinkageError reason) {
                missing.put(role, sentence(reason));
            }
        }
        return Optional.ofNullable(present.get(role));
    }

    /** The names of those who have come, with their versions. */
    Map<Role, String> present() {
        Map<Role, String> names = new EnumMap<>(Role.class);
        present.forEach((role, contestant) -> names.put(role, contestant.name()));
        return names;
    }

    /** Those who were needed and have not come, and why. */
    Map<Role, String> missing() {
        return missing;
    }

    /** What a failure says, on one line. */
    static String sentence(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null ? failure.toString() : message;
        return text.lines().findFirst().orElse(text);
    }

    @Override
    public void close() {
        present.values().forEach(Contestant::close);
    }
}
