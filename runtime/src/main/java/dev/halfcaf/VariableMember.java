package dev.halfcaf;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a field declares of its variable: trainable and autocast, unless these methods say otherwise. */
public final class VariableMember {
    private final String name;
    private final @Nullable Variable variable;
    private boolean trainable = true;
    private boolean autocast = true;
    private @Nullable Dtype dtype;

    VariableMember(String name, @Nullable Variable variable) {
        this.name = name;
        this.variable = variable;
    }

    /** The field is {@code @NonTrainable}. */
    public VariableMember nonTrainable() {
        trainable = false;
        return this;
    }

    /** The field is {@code @VariableDtype}: reading the variable gives its full-precision value. */
    public VariableMember noAutocast() {
        autocast = false;
        return this;
    }

    /** The field has a dtype qualifier: the variable is kept and read in that dtype. */
    public VariableMember dtype(Dtype fixed) {
        dtype = fixed;
        autocast = false;
        trainable &= fixed.isFloating();
        return this;
    }

    String name() {
        return name;
    }

    Variable variable() {
        return Objects.requireNonNull(variable);
    }

    boolean isTrainable() {
        return trainable;
    }

    boolean isAutocast() {
        return autocast;
    }

    @Nullable
    Dtype fixedDtype() {
        return dtype;
    }
}
