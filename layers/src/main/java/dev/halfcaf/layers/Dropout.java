package dev.halfcaf.layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;

/**
 * While the model trains, each element becomes 0 with probability {@code rate}, and is divided by {@code 1 - rate} else
 * (Srivastava et al., 2014); which, the model's seeded generator says. Otherwise it does nothing.
 */
@DtypePolicy
public abstract class Dropout extends Layer {
    private final double rate;

    /**
     * A layer of that rate.
     *
     * @throws IllegalArgumentException if it is not from 0, with it, to 1, without it
     */
    protected Dropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("Dropout: the rate is " + rate + "; it must be 0 or more, and below 1.");
        }
        this.rate = rate;
    }

    /**
     * The layer's value.
     *
     * @param x any shape
     * @return of the same shape
     */
    public Tensor forward(Tensor x) {
        return isTraining() && rate > 0 ? x.dropout(rate, random()) : x;
    }
}
