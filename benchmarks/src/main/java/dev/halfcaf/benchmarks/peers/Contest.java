package dev.halfcaf.benchmarks.peers;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Entrants that are timed in turns, and what is wanted of their ratios.
 *
 * @param group what {@code --only} names
 * @param title what is computed, for people
 * @param goals the ratios to tell
 */
record Contest(String group, String title, List<Goal> goals) {
    Contest {
        goals = List.copyOf(goals);
    }

    /** All who take part, the probes of each round included. */
    List<Entrant> entrants() {
        Set<Entrant> entrants = new LinkedHashSet<>();
        for (Goal goal : goals) {
            entrants.add(goal.ours());
            entrants.add(goal.by());
        }
        entrants.add(Contests.FMA);
        return new ArrayList<>(entrants);
    }
}
