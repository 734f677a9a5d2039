package dev.halfcaf.processor.flow;

import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Value.NewVariable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * New variables, and whether anybody keeps them. Each time that an expression gives one is counted, and each time that
 * this does not let it go further: it is only read. One that is only read is loose.
 */
final class NewVariables {
    private static final class Count {
        private final Fact.Site site;
        private int seen;
        private int readOnly;

        Count(Fact.Site site) {
            this.site = site;
        }
    }

    private final Map<Tree, Count> counts = new LinkedHashMap<>();

    Value made(Tree call, Fact.Site site) {
        counts.computeIfAbsent(call, key -> new Count(site));
        return new NewVariable(Set.of(call));
    }

    void seen(NewVariable value) {
        value.calls().stream().map(counts::get).forEach(count -> count.seen++);
    }

    void readOnly(NewVariable value) {
        value.calls().stream().map(counts::get).forEach(count -> count.readOnly++);
    }

    /** Whatever else a value may be, the new variable is not forgotten. */
    static Value join(Value a, Value b) {
        Set<Tree> calls = new HashSet<>();
        for (Value value : List.of(a, b)) {
            if (value instanceof NewVariable made) {
                calls.addAll(made.calls());
            }
        }
        return new NewVariable(Set.copyOf(calls));
    }

    List<Fact> loose() {
        List<Fact> facts = new ArrayList<>();
        for (Count count : counts.values()) {
            if (count.seen == count.readOnly) {
                facts.add(new Fact.LooseVariable(count.site));
            }
        }
        return facts;
    }
}
