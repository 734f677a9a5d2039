package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.RecyclingMemory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one training step computes, in the order in which it was computed. Values are recorded because an operand was
 * recorded already; the first are the {@linkplain #leaf leaves}. Used by one thread.
 */
public final class Recording implements AutoCloseable {
    private final RecyclingMemory memory;
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Object, Node.Leaf> leaves = new HashMap<>();
    private final Map<Dtype, Long> activationBytes = new EnumMap<>(Dtype.class);
    private boolean closed;

    /**
     * An empty recording.
     *
     * @param memory what outputs and the intermediates of backward passes are put in; taken back by {@link #close}
     */
    public Recording(RecyclingMemory memory) {
        this.memory = memory;
    }

    /**
     * The recording that the nodes have in common, or null if all of them are null.
     *
     * @param op the op that has the nodes' values as its operands, for the message
     * @throws IllegalStateException if the recording was closed, or there are two
     */
    public static @Nullable Recording common(String op, @Nullable Node[] nodes) {
        Recording common = null;
        for (Node node : nodes) {
            if (node == null) {
                continue;
            }
            node.recording().requireOpen();
            if (common != null && common != node.recording()) {
                throw new IllegalStateException(op
                        + ": the operands belong to two training steps that are open at once. Fix: use a copy of one of"
                        + " them that has no history, for example right.detach().");
            }
            common = node.recording();
        }
        return common;
    }

    /** Where outputs of recorded ops are put. */
    public Memory memory() {
        requireOpen();
        return memory;
    }

    /**
     * The leaf of this key, which is made when it is asked for first. A variable that is read in half and in full
     * precision is one leaf with one gradient.
     *
     * @param key what the gradient belongs to; compared by {@code equals}
     * @param gradientDtype the dtype of the gradient, whatever the dtypes in which the leaf is read
     */
    public Node leaf(Object key, Shape shape, Dtype gradientDtype) {
        requireOpen();
        Node.Leaf leaf = leaves.get(key);
        if (leaf == null) {
            leaf = new Node.Leaf(this, nodes.size(), key, shape, gradientDtype);
            leaves.put(key, leaf);
            nodes.add(leaf);
        } else if (!leaf.shape().equals(shape) || leaf.gradientDtype() != gradientDtype) {
            throw new IllegalArgumentException("Leaf " + key + " is recorded with shape " + leaf.shape()
                    + " and gradients in " + leaf.gradientDtype() + "; now it is read with shape " + shape
                    + " and gradients in " + gradientDtype + ".");
        }
        return leaf;
    }

    /**
     * Records the output of an op.
     *
     * @param parents the node of each input, null for those that are not recorded; at least one is
     */
    public Node record(Op op, NdArray[] inputs, @Nullable Node[] parents, NdArray output) {
        requireOpen();
        Node node =
                new Node.Output(this, nodes.size(), gradientDtype(op, parents, output), op, inputs, parents, output);
        nodes.add(node);
        if (!isView(output, inputs)) {
            activationBytes.merge(output.dtype(), output.storage().bytes(), Long::sum);
        }
        return node;
    }

    private static Dtype gradientDtype(Op op, @Nullable Node[] parents, NdArray output) {
        Dtype widest = output.dtype();
        if (op.movesOnly()) {
            for (Node parent : parents) {
                if (parent != null && parent.gradientDtype().bytes() > widest.bytes()) {
                    widest = parent.gradientDtype();
                }
            }
        }
        return widest;
    }

    private static boolean isView(NdArray output, NdArray[] inputs) {
        for (NdArray input : inputs) {
            if (input.storage() == output.storage()) {
                return true;
            }
        }
        return false;
    }

    /**
     * The gradients of a recorded value with respect to the leaves it depends on, in the order in which the leaves were
     * recorded. Each is accumulated in its leaf's gradient dtype. May be called more than once.
     *
     * @param result a value of this recording
     * @param seed the gradient of {@code result}, with its shape: for a loss, the loss scale
     * @param gradientMemory where the gradients are put; they are not taken back by {@link #close}
     * @return the gradient of each leaf by its key; a leaf on which {@code result} does not depend is absent
     */
    public Map<Object, NdArray> backward(Node result, NdArray seed, Memory gradientMemory) {
        return new BackwardPass(nodes, memory, gradientMemory, own(result), seed).leafGradients();
    }

    /**
     * The name of the first op, in the order of the backward pass, whose gradient is not finite: either the gradient of
     * its output, or one that it computes for an input. Null if all are finite. Costs a backward pass and a look at each
     * gradient; meant for the report on a skipped step.
     */
    public @Nullable String firstNonFinite(Node result, NdArray seed) {
        return new BackwardPass(nodes, memory, memory, own(result), seed).firstNonFinite();
    }

    private Node own(Node result) {
        requireOpen();
        if (result.recording() != this) {
            throw new IllegalArgumentException("The value to differentiate belongs to another training step.");
        }
        return result;
    }

    /**
     * Bytes of all op outputs recorded so far, by their dtype; a reshaped view shares its bytes and is not counted again.
     */
    public Map<Dtype, Long> activationBytes() {
        return Collections.unmodifiableMap(activationBytes);
    }

    /** The number of ops recorded so far. */
    public int opCount() {
        return nodes.size() - leaves.size();
    }

    /** Whether the step has ended. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends the step: its values are finished, and their memory is used again. Closing twice does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            nodes.clear();
            leaves.clear();
            memory.recycle();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This tensor belongs to a training step that has ended, and its memory is"
                    + " used again. Fix: during the step, keep a copy with detach(), or read it out with item() or"
                    + " toFloatArray().");
        }
    }
}
