package dev.halfcaf;

import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.internal.Access;
import dev.halfcaf.qualifier.ComputeDtype;
import dev.halfcaf.qualifier.VariableDtype;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A part of a neural net: variables, child layers, and a {@code forward} that computes with them.
 *
 * <p>A user's layer is an abstract class annotated with {@link DtypePolicy}; objects are made of its generated wrapper,
 * {@code Casting<Name>}. A layer is <em>bound</em> once, together with all layers that its outermost owner holds, when it
 * is first used or when {@link #initialize} is called: then its policy is resolved, its variables get their dtypes, paths
 * and first values. Before that, the layer's dtypes are not known, and asking for them throws.
 */
public abstract class Layer {
    static {
        Access.set(new RootAccess());
    }

    private @Nullable WrapperRecord wrapper;
    private volatile @Nullable LayerBinding binding;

    protected Layer() {}

    // ---- what a layer can be asked

    /**
     * The policy under which this layer computes.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    public final Policy policy() {
        return binding("policy()").resolved().policy();
    }

    /**
     * The policy together with the place that it comes from.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    public final ResolvedPolicy resolvedPolicy() {
        return binding("resolvedPolicy()").resolved();
    }

    /**
     * The dtype in which the layer keeps its variables: Keras's {@code layer.dtype}.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    @VariableDtype
    public final Dtype dtype() {
        return binding("dtype()").resolved().policy().variableDtype();
    }

    /**
     * The dtype in which the layer keeps its variables.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    @VariableDtype
    public final Dtype variableDtype() {
        return binding("variableDtype()").resolved().policy().variableDtype();
    }

    /**
     * The dtype that the layer's floating inputs are cast to and that its ops run in.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    @ComputeDtype
    public final Dtype computeDtype() {
        return binding("computeDtype()").resolved().policy().computeDtype();
    }

    /**
     * The names of the fields that lead to this layer from its outermost owner, such as {@code "encoder/blocks/0"}; empty
     * for the outermost.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    public final String path() {
        return binding("path()").path();
    }

    /** Whether a train step or a {@code Tape} is recording the model that this layer belongs to. */
    public final boolean isTraining() {
        LayerBinding bound = binding;
        return bound != null && bound.state().recording() != null;
    }

    /**
     * The model's random generator, for dropout and noise. It is seeded by {@link #initialize}, and its state is part of
     * the model's.
     *
     * @throws IllegalStateException if the layer is not bound yet
     */
    public final RandomGenerator random() {
        return binding("random()").state().random();
    }

    /**
     * The variables of this layer and of all layers below it, each once, in a fixed order: a layer's own in the order of
     * its fields, then those of its child layers. Binds the layer.
     */
    public final List<Variable> variables() {
        bindIfNeeded();
        return LayerTree.variables(this);
    }

    /** The {@link #variables()} that are trained. */
    public final List<Variable> trainableVariables() {
        return variables().stream().filter(Variable::isTrainable).toList();
    }

    /**
     * This layer and all below it as a table: policies with their origins, dtypes, parameters and bytes. Keras's {@code
     * model.summary()}: print it. Binds the layer.
     */
    public final ModelSummary summary() {
        bindIfNeeded();
        return ModelSummary.of(this, Map.of());
    }

    /**
     * The {@link #summary()}, and the bytes of the activations that training keeps for a batch.
     *
     * @param forward runs the model on the batch: {@code () -> model.forward(x)}. It runs in training mode; what it
     *     assigns to variables stays assigned
     * @throws IllegalStateException if training is open on the model already
     */
    public final ModelSummary summary(Runnable forward) {
        bindIfNeeded();
        ModelState state = binding("summary()").state();
        long random = state.random().state();
        Recording recording = state.open(describe());
        try {
            forward.run();
            return ModelSummary.of(this, recording.activationBytes());
        } finally {
            recording.close();
            state.close();
            state.restoreRandom(random);
        }
    }

    /**
     * Binds this layer and all that it holds, with first values drawn from this seed. A layer that is used without has
     * seed 0: by default every run of a program gives the same bits.
     *
     * @throws IllegalStateException if the layer is bound already, or is part of another
     */
    public final void initialize(long seed) {
        if (binding != null) {
            throw new IllegalStateException(describe()
                    + " has its first values already: initialize(seed) comes before its first use, and once.");
        }
        if (!requireWrapper().owners().isEmpty()) {
            throw new IllegalStateException(describe() + " is part of "
                    + requireWrapper().owners().get(0).owner().describe()
                    + ": call initialize(seed) on the outermost layer, which draws the values of all.");
        }
        LayerTree.bind(this, seed);
    }

    // ---- what generated wrappers call

    /**
     * The last statement of every constructor of a wrapper.
     *
     * @param format the form of wrappers that the processor writes
     * @param source what the build knows of the layer's policy
     * @throws IllegalStateException if this runtime does not know that form
     */
    protected final void adopt(int format, PolicySource source) {
        adopt(format, source, List.of());
    }

    /** The same for a constructor with a {@code Policy} argument. */
    protected final void adopt(int format, PolicySource source, Policy argument) {
        if (argument == null) {
            throw new NullPointerException("The policy of a new " + describe()
                    + " is null; leave the argument out to take the policy of its surroundings.");
        }
        adopt(
                format,
                source,
                List.of(new ResolvedPolicy(argument, PolicyOrigin.ARGUMENT, "constructor argument of " + describe())));
    }

    private void adopt(int format, PolicySource source, List<ResolvedPolicy> given) {
        WrapperFormat.require(format, getClass());
        List<ResolvedPolicy> candidates = new ArrayList<>(given);
        ResolvedPolicy global = Policy.globalOrigin();
        if (global != null) {
            candidates.add(global);
        }
        WrapperRecord record = new WrapperRecord(source, candidates);
        wrapper = record;
        record.takeOver(this);
    }

    /** Names the variables and child layers of this layer; every wrapper overrides it. */
    protected void members(Members members) {
        throw new IllegalStateException(getClass().getName() + " is no casting wrapper: " + LayerTree.HOW_TO_CONSTRUCT);
    }

    /** Binds the layer, if it is not bound yet. */
    protected final void bindIfNeeded() {
        if (binding == null) {
            LayerTree.bind(outermost(), 0);
        }
    }

    /** The tensor in the compute dtype if it is floating, else as it is; null stays null. */
    protected final @Nullable Tensor castInput(@Nullable Tensor input) {
        bindIfNeeded();
        return input == null || !input.dtype().isFloating() ? input : castTo(computeDtype(), input);
    }

    /** While the model trains, the cast of a batch is put in the step's memory, although nothing is to be recorded of it. */
    private Tensor castTo(Dtype dtype, Tensor input) {
        Recording recording = binding("castInput").state().recording();
        if (recording == null || input.node() != null || input.dtype() == dtype) {
            return input.cast(dtype);
        }
        NdArray cast = recording.memory().allocate(dtype, input.shape());
        cast.device().cast(input.array(), cast);
        return new Tensor(cast, null);
    }

    /** What an operand reads as, in the compute dtype if it is floating; null stays null. */
    protected final @Nullable Tensor castInput(@Nullable Operand input) {
        return castInput(input == null ? null : input.asTensor());
    }

    /** {@link #castInput(Tensor)} of what may be a tensor, by its declared type; else as it is. */
    @SuppressWarnings("unchecked") // What can be declared of a Tensor, which is final, can be declared of another.
    protected final <T extends @Nullable Object> T castInputIfTensor(T input) {
        bindIfNeeded();
        return input instanceof Tensor tensor ? (T) Objects.requireNonNull(castInput(tensor)) : input;
    }

    /** {@link #castInput(Tensor)} of each, in a new array. */
    protected final @Nullable Tensor @Nullable [] castInputs(@Nullable Tensor @Nullable [] inputs) {
        bindIfNeeded();
        if (inputs == null) {
            return null;
        }
        @Nullable Tensor[] cast = new Tensor[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            cast[i] = castInput(inputs[i]);
        }
        return cast;
    }

    /** {@link #castInput(Tensor)} of each, in a new list. */
    protected final @Nullable List<Tensor> castInputs(@Nullable List<? extends Tensor> inputs) {
        bindIfNeeded();
        if (inputs == null) {
            return null;
        }
        List<Tensor> cast = new ArrayList<>(inputs.size());
        for (Tensor input : inputs) {
            cast.add(castInput(input));
        }
        return cast;
    }

    /** A floating result of {@code forward} in the output dtype, others as they are; null stays null. */
    protected final @Nullable Tensor castOutput(@Nullable Tensor output) {
        return output == null || !castsOutput() || !output.dtype().isFloating()
                ? output
                : output.cast(policy().outputDtype());
    }

    /** What an operand reads as, as a result of {@code forward}; null stays null. */
    protected final @Nullable Tensor castOutput(@Nullable Operand output) {
        return castOutput(output == null ? null : output.asTensor());
    }

    /** {@link #castOutput(Tensor)} of what may be a tensor, by its declared type; else as it is. */
    @SuppressWarnings("unchecked") // What can be declared of a Tensor, which is final, can be declared of another.
    protected final <T extends @Nullable Object> T castOutputIfTensor(T output) {
        return output instanceof Tensor tensor ? (T) Objects.requireNonNull(castOutput(tensor)) : output;
    }

    /** {@link #castOutput(Tensor)} of each, in a new array if the policy casts results. */
    protected final @Nullable Tensor @Nullable [] castOutputs(@Nullable Tensor @Nullable [] outputs) {
        if (outputs == null || !castsOutput()) {
            return outputs;
        }
        @Nullable Tensor[] cast = new Tensor[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            cast[i] = castOutput(outputs[i]);
        }
        return cast;
    }

    /** {@link #castOutput(Tensor)} of each, in a new list if the policy casts results. */
    @SuppressWarnings("unchecked") // Tensor is final.
    protected final @Nullable List<Tensor> castOutputs(@Nullable List<? extends Tensor> outputs) {
        if (outputs == null || !castsOutput()) {
            return (List<Tensor>) outputs;
        }
        List<Tensor> cast = new ArrayList<>(outputs.size());
        for (Tensor output : outputs) {
            cast.add(castOutput(output));
        }
        return cast;
    }

    private boolean castsOutput() {
        return policy().castsOutput();
    }

    // ---- binding

    /** The layer as messages name it: its class, without the wrapper's prefix. */
    final String describe() {
        Class<?> type = wrapperClass() ? getClass().getSuperclass() : getClass();
        // An anonymous class has no simple name.
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    private boolean wrapperClass() {
        return getClass().getSimpleName().startsWith("Casting") && getClass().getSuperclass() != Layer.class;
    }

    final WrapperRecord requireWrapper() {
        WrapperRecord record = wrapper;
        if (record == null) {
            throw new IllegalStateException(
                    describe() + " is used before its construction is complete, or without its casting wrapper: "
                            + LayerTree.HOW_TO_CONSTRUCT);
        }
        return record;
    }

    final @Nullable LayerBinding bindingOrNull() {
        return binding;
    }

    final LayerBinding binding(String wanted) {
        LayerBinding bound = binding;
        if (bound == null) {
            throw new IllegalStateException(
                    wanted + " of " + describe()
                            + " is not known yet: a layer gets its policy from the layer that owns it, so it is bound when the "
                            + "outermost one is first used. Ask inside forward, or after initialize(seed) on the outermost layer.");
        }
        return bound;
    }

    final void bind(LayerBinding bound) {
        binding = bound;
    }

    private Layer outermost() {
        Layer layer = this;
        while (!layer.requireWrapper().owners().isEmpty()) {
            layer = layer.requireWrapper().owners().get(0).owner();
        }
        return layer;
    }
}
