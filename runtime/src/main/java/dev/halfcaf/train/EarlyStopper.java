package dev.halfcaf.train;

import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What early stopping remembers: the best value, how long ago it was, and the variables that had it. */
final class EarlyStopper {
    private final EarlyStopping stopping;
    private final List<Variable> variables;
    private double best;
    private int epochsSince;
    /** By path; empty before the first epoch, and where nobody wants them back. */
    private Map<String, Tensor> bestValues = Map.of();

    EarlyStopper(EarlyStopping stopping, List<Variable> variables, EarlyStopping.@Nullable State from) {
        this.stopping = stopping;
        this.variables = variables;
        this.best = stopping.worst();
        if (from != null) {
            stopping.requireFits(from, variables);
            best = from.best();
            epochsSince = from.epochsSince();
            bestValues = stopping.restoresBest() ? from.bestValues() : Map.of();
        }
    }

    /** Takes in what an epoch came to. */
    void see(double value) {
        if (stopping.isBetter(value, best)) {
            best = value;
            epochsSince = 0;
            if (stopping.restoresBest()) {
                bestValues = new LinkedHashMap<>();
                for (Variable variable : variables) {
                    bestValues.put(variable.path(), variable.value());
                }
            }
        } else {
            epochsSince++;
        }
    }

    /** Whether there was no progress for too long. */
    boolean isOutOfPatience() {
        return epochsSince >= stopping.patience();
    }

    void restoreBest() {
        for (Variable variable : variables) {
            Tensor value = bestValues.get(variable.path());
            if (value != null) {
                variable.assign(value);
            }
        }
    }

    EarlyStopping.State state() {
        return new EarlyStopping.State(stopping.metric(), best, epochsSince, bestValues);
    }
}
