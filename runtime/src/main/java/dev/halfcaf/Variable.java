package dev.halfcaf;

import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.VariableDtype;
import org.jspecify.annotations.Nullable;

/**
 * A tensor that a layer keeps and training changes: a kernel, a bias, a moving average.
 *
 * <p>Until its layer is bound, a variable is a specification: name, shape, initializer. Binding gives it its dtype, its
 * path and its first value. As an operand it then has the layer's compute dtype; {@link #value} is the full-precision
 * tensor, and {@link #assign} works on that one. Whether it is trained and autocast, its field says: {@link NonTrainable},
 * {@code @VariableDtype}, or a dtype qualifier such as {@code @Int64}.
 */
public final class Variable implements Operand {
    private final String name;
    private final MasterValue master;
    private final boolean view;
    private @Nullable Layer owner;
    private volatile @Nullable VariableBinding binding;

    private @Nullable NdArray cast;
    private long castVersion = -1;

    private Variable(String name, MasterValue master, boolean view) {
        this.name = name;
        this.master = master;
        this.view = view;
    }

    /**
     * The specification of a variable.
     *
     * @param name its name in the layer: the last segment of its path, so without {@code '/'}
     * @throws IllegalArgumentException if the name is blank or has a {@code '/'}
     */
    public static Variable of(String name, Shape shape, Initializer initializer) {
        return new Variable(requireName(name), new MasterValue(shape, initializer), false);
    }

    /**
     * The specification of a variable whose shape depends on the layer's input: {@code forward} says it, by {@link
     * #shaped}. Name, path, dtype and place in the order of variables are as those of any other, and so is the first value:
     * it is drawn as if the shape had been known from the start.
     *
     * @param name its name in the layer
     * @throws IllegalArgumentException if the name is blank or has a {@code '/'}
     */
    public static Variable lazy(String name, Initializer initializer) {
        return new Variable(requireName(name), new MasterValue(null, initializer), false);
    }

    private static String requireName(String name) {
        if (name.isBlank() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException(
                    "'" + name + "' is no name for a variable: it must not be blank or contain '/'.");
        }
        return name;
    }

    /**
     * This variable, which has this shape: {@code x.matmul(kernel.shaped(x.shape().size(-1), units))}. The first call gives
     * a {@link #lazy} variable its shape; every other makes sure of it.
     *
     * @throws IllegalArgumentException if it has another shape already
     */
    public Variable shaped(int... sizes) {
        Shape given = Shape.of(sizes);
        Shape shape = master.shaped(given);
        if (!given.equals(shape)) {
            throw new IllegalArgumentException(
                    "Variable '" + pathOrName() + "' has shape " + shape + ", and cannot have shape " + given + ".");
        }
        return this;
    }

    /** Whether its shape is known: always, but for a {@link #lazy} variable before its first use. */
    public boolean hasShape() {
        return master.shape() != null;
    }

    /**
     * Another layer's view of the same values, for tied weights: there is one master and one gradient, and each view is
     * read in its own layer's compute dtype. Where a model holds both, it lists the original, whose path the first value and
     * checkpoints go by.
     */
    public static Variable shared(Variable other) {
        return new Variable(other.name, other.master, true);
    }

    /** The name in the layer. */
    public String name() {
        return name;
    }

    /**
     * The shape.
     *
     * @throws IllegalStateException if nobody has said it yet, see {@link #lazy}
     */
    public Shape shape() {
        Shape shape = master.shape();
        if (shape == null) {
            throw new IllegalStateException(MasterValue.noShape(pathOrName()));
        }
        return shape;
    }

    private String pathOrName() {
        VariableBinding bound = binding;
        return bound == null ? name : bound.path();
    }

    /**
     * The path of the layer and the name, such as {@code "hidden/kernel"}: checkpoints and messages use it.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    public String path() {
        return binding().path();
    }

    /**
     * The dtype in which the value is kept.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    @VariableDtype
    public Dtype dtype() {
        return binding().variableDtype();
    }

    /** The dtype in which ops read it. */
    Dtype readDtype() {
        return binding().readDtype();
    }

    /**
     * Whether train steps change it.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    public boolean isTrainable() {
        return binding().trainable() && !master.isFrozen();
    }

    /**
     * From now on train steps leave the variable as it is, and compute no gradient of it, until {@link #unfreeze}. What its
     * field declares stays: a variable that is not trained anyway is not changed by either. All views of a shared variable
     * are frozen together. While a step is open on the model, do not freeze.
     */
    public void freeze() {
        master.freeze(true);
    }

    /** Lets train steps change the variable again, if its field says that they do. */
    public void unfreeze() {
        master.freeze(false);
    }

    /**
     * The value as ops read it: in the layer's compute dtype, unless the field says otherwise. While the model trains,
     * gradients flow back to the variable. The tensor shows the variable as it is: it does not outlive the next change.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    @Override
    @ComputeDtype
    public Tensor asTensor() {
        VariableBinding bound = binding();
        return tensor(bound, bound.readDtype() == bound.variableDtype() ? master.array() : castCopy(bound.readDtype()));
    }

    /**
     * The full-precision value, in the variable dtype. While the model trains, gradients flow back through it, too, and it
     * belongs to the step; otherwise it is a copy of the caller's own.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    @VariableDtype
    public Tensor value() {
        VariableBinding bound = binding();
        return bound.state().recording() == null ? new Tensor(master.copy(), null) : tensor(bound, master.array());
    }

    /**
     * Replaces the value. A floating tensor of another dtype is rounded once to the variable's. A variable without a shape
     * gets that of the tensor.
     *
     * @throws IllegalArgumentException if the shape differs, or one dtype is floating and the other is not
     * @throws IllegalStateException if the layer is not bound yet
     */
    public void assign(Operand newValue) {
        VariableBinding bound = binding();
        Tensor value = newValue.asTensor();
        if (hasShape() && !value.shape().equals(shape())) {
            throw new IllegalArgumentException("assign: variable '" + bound.path() + "' has shape " + shape()
                    + ", the new value has shape " + value.shape() + ".");
        }
        if (value.dtype() != dtype() && !(value.dtype().isFloating() && dtype().isFloating())) {
            throw new DtypeMismatchException("[DtypeMismatch] assign: variable '" + bound.path() + "' is " + dtype()
                    + ", the new value is " + value.dtype() + ". Fix: newValue.cast(Dtype." + dtype().name() + ").");
        }
        master.replace(value.array());
    }

    private Tensor tensor(VariableBinding bound, NdArray array) {
        Recording recording = bound.state().recording();
        return recording == null || !isTrainable()
                ? new Tensor(array, null)
                : new Tensor(
                        array,
                        recording.leaf(
                                master, array.shape(), bound.variableDtype().atLeastFloat32()));
    }

    /** Made again only where the master changed since. */
    private NdArray castCopy(Dtype dtype) {
        synchronized (master) {
            NdArray copy = cast;
            if (copy == null) {
                copy = master.allocate(dtype);
                cast = copy;
            }
            if (castVersion != master.version()) {
                castVersion = master.version();
                copy.device().cast(master.array(), copy);
            }
            return copy;
        }
    }

    /** The copy that ops read in the place of the master; null where there is none, or none was asked for yet. */
    @Nullable
    NdArray readCopy() {
        synchronized (master) {
            return cast;
        }
    }

    /** After an update wrote to the master in place, and to the {@link #readCopy} with it. */
    void updated() {
        synchronized (master) {
            master.updated();
            castVersion = master.version();
        }
    }

    /** The values behind this variable and all that share them. */
    MasterValue master() {
        return master;
    }

    /** Where it stands and under which policy, in brackets, for the message of an op that does not take it. */
    String described() {
        LayerBinding layer = owner == null ? null : owner.bindingOrNull();
        return layer == null ? "" : " (variable '" + pathOrName() + "', under " + layer.resolved() + ")";
    }

    /** Whether it is another layer's view of a variable. */
    boolean isView() {
        return view;
    }

    void ownedBy(Layer layer) {
        if (owner != null && owner != layer) {
            throw new IllegalStateException(
                    "Variable '" + name + "' is held by two layers, " + owner.describe() + " and " + layer.describe()
                            + ": a variable belongs to one layer. Use Variable.shared(...) in the other.");
        }
        owner = layer;
    }

    /** Called by the binding of the layer; gives the first value where no shared view has. */
    void bind(VariableBinding bound, long seed) {
        master.initialize(bound.variableDtype(), bound.path(), seed);
        binding = bound;
    }

    private VariableBinding binding() {
        VariableBinding bound = binding;
        if (bound == null) {
            throw new IllegalStateException(
                    "Variable '" + name + "' "
                            + (owner == null
                                    ? "belongs to no layer yet. In a constructor that is always so: read variables in forward, "
                                            + "and give first values by an Initializer. Elsewhere: assign it to a field of a "
                                            + "layer, and construct the layer's casting wrapper, new Casting<Name>(...)."
                                    : "of " + owner.describe()
                                            + " is not bound yet: it gets its dtype and first value when the outermost layer is "
                                            + "first used, or at initialize(seed). Read variables in forward, not in constructors."));
        }
        return bound;
    }

    /** For example {@code Variable(hidden/kernel, shape (64, 128), float32)}. */
    @Override
    public String toString() {
        VariableBinding bound = binding;
        String shape = hasShape() ? "shape " + shape() : "no shape yet";
        return bound == null
                ? "Variable(" + name + ", " + shape + ", not bound)"
                : "Variable(" + bound.path() + ", " + shape + ", " + bound.variableDtype() + ")";
    }
}
