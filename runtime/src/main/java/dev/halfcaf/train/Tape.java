package dev.halfcaf.train;

import dev.halfcaf.Layer;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;
import dev.halfcaf.autograd.FreshMemory;
import dev.halfcaf.autograd.GradientBuffers;
import dev.halfcaf.autograd.Node;
import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.Device;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.internal.Access;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Opens training on a model: until it is closed, what the model computes is recorded, so that gradients can be taken.
 *
 * <pre>{@code
 * try (Tape tape = Tape.open(model)) {
 *   Tensor loss = model.loss(model.forward(x).cast(Dtype.FLOAT32), labels);
 *   Gradients gradients = tape.gradients(lossScale.scale(loss)).unscale();
 *   StepResult result = lossScale.update(optimizer.apply(gradients));
 * }
 * }</pre>
 *
 * Tensors computed while it was open belong to it: their memory is used again after {@link #close}, and touching them then
 * throws. {@link Tensor#detach} makes a copy to keep. A tape is used by one thread, and one is open on a model at a time.
 */
public final class Tape implements AutoCloseable {
    private final Access access = Access.get();
    private final Layer model;
    private final Recording recording;
    private final List<Variable> variables;
    private final Map<Object, Long> updatesBefore = new IdentityHashMap<>();
    private boolean closed;

    private Tape(Layer model) {
        this.model = model;
        this.recording = access.open(model);
        this.variables = model.trainableVariables();
        for (Variable variable : variables) {
            updatesBefore.put(access.key(variable), access.updates(variable));
        }
    }

    /**
     * Opens training on a model, or on a layer by itself. Binds it.
     *
     * @throws IllegalStateException if training is open on it already
     */
    public static Tape open(Layer model) {
        return new Tape(model);
    }

    /**
     * The gradients of a loss for the model's trainable variables. Can be called for several losses.
     *
     * @throws IllegalArgumentException if the loss was not computed from the model's variables under this tape
     * @throws IllegalStateException if the tape is closed, a trainable variable has no shape yet, or an optimizer has updated one
     *     since the tape was opened
     */
    public ScaledGradients gradients(ScaledLoss loss) {
        if (closed) {
            throw new IllegalStateException("The tape is closed: take gradients before the end of its try block.");
        }
        Node node = access.node(loss.unscaled());
        if (node == null || node.recording() != recording) {
            throw new IllegalArgumentException(
                    "The loss does not depend on a trainable variable of the model that this "
                            + "tape was opened on: compute it from the model's forward, while the tape is open, and without "
                            + "detach().");
        }
        Device device = access.array(loss.unscaled()).device();
        NdArray seed = new FreshMemory(device).allocate(loss.unscaled().dtype(), node.shape());
        device.fill(loss.scale(), seed);
        requireUnchanged();
        GradientBuffers buffers = access.gradientBuffers(model);
        Map<Object, NdArray> byKey = recording.backward(node, seed, buffers);
        List<Gradient> gradients = new ArrayList<>();
        for (Variable variable : variables) {
            if (!variable.hasShape()) {
                throw new IllegalStateException("Variable '" + variable.path() + "' is trained and has no shape yet: "
                        + "give it one in forward by shaped(...), also where a batch does not need it.");
            }
            NdArray gradient = byKey.get(access.key(variable));
            if (gradient != null) {
                gradients.add(new Gradient(variable, gradient, 1));
            }
        }
        return new ScaledGradients(
                loss, gradients, buffers, () -> closed ? null : recording.firstNonFinite(node, seed));
    }

    /** The backward pass reads variables again: it would mix the new values with what was computed from the old ones. */
    private void requireUnchanged() {
        for (Variable variable : variables) {
            Long before = updatesBefore.get(access.key(variable));
            if (before != null && before != access.updates(variable)) {
                throw new IllegalStateException("Variable '" + variable.path()
                        + "' was updated since this tape was opened: gradients taken now would mix its old and new value. "
                        + "Fix: with several losses, take the gradients of all of them before the first apply.");
            }
        }
    }

    /** Bytes of the results of all ops recorded so far: the activations that training keeps for the backward pass. */
    public long activationBytes() {
        return recording.activationBytes().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Ends training on the model. Closing twice does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            access.close(model, recording);
        }
    }
}
