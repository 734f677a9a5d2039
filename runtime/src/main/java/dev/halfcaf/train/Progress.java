package dev.halfcaf.train;

import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import java.util.List;

/** What early stopping remembers: the best value, how long ago it was, and the variables that had it. */
final class Progress {
    private final EarlyStopping stopping;
    private final List<Variable> variables;
    private double best;
    private int epochsSince;
    private List<Tensor> bestValues = List.of();

    Progress(EarlyStopping stopping, List<Variable> variables) {
        this.stopping = stopping;
        this.variables = variables;
        this.best = stopping.worst();
    }

    /** Whether training should go on after an epoch with this value. */
    boolean goesOn(double value) {
        if (stopping.isBetter(value, best)) {
            best = value;
            epochsSince = 0;
            if (stopping.restoresBest()) {
                bestValues = variables.stream().map(Variable::value).toList();
            }
        } else {
            epochsSince++;
        }
        return epochsSince < stopping.patience();
    }

    void restoreBest() {
        for (int i = 0; i < bestValues.size(); i++) {
            variables.get(i).assign(bestValues.get(i));
        }
    }
}
