package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.BinaryOp;
import dev.halfcaf.device.Memory;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.device.Storage;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One walk over a recording from a result back to the leaves. */
final class BackwardPass {
    private final List<Node> nodes;
    private final Memory temporaries;
    private final ResultMemory results;
    private final Node result;
    /** The gradient of each node by its index, as far as it is known. */
    private final @Nullable NdArray[] gradients;
    /** How many contributions to the gradient of each node are still to come. */
    private final int[] pending;

    BackwardPass(List<Node> nodes, Memory temporaries, Memory results, Node result, NdArray seed) {
        if (!seed.shape().equals(result.shape())) {
            throw new IllegalArgumentException("The gradient to start from has shape " + seed.shape()
                    + ", the value that it belongs to has shape " + result.shape() + ".");
        }
        this.nodes = nodes;
        this.temporaries = temporaries;
        this.results = new ResultMemory(results);
        this.result = result;
        this.gradients = new NdArray[result.index() + 1];
        this.pending = countContributions(nodes, result);
        gradients[result.index()] =
                seed.dtype() == result.gradientDtype() ? seed : copy(seed, result.gradientDtype(), temporaries);
    }

    private static int[] countContributions(List<Node> nodes, Node result) {
        int[] contributions = new int[result.index() + 1];
        for (int i = result.index(); i >= 0; i--) {
            if ((i == result.index() || contributions[i] > 0) && nodes.get(i) instanceof Node.Output output) {
                for (Node parent : output.parents()) {
                    if (parent != null) {
                        contributions[parent.index()]++;
                    }
                }
            }
        }
        return contributions;
    }

    Map<Object, NdArray> leafGradients() {
        Map<Object, NdArray> byKey = new LinkedHashMap<>();
        for (int i = result.index(); i >= 0; i--) {
            if (nodes.get(i) instanceof Node.Output output) {
                step(output);
            }
        }
        for (int i = 0; i <= result.index(); i++) {
            NdArray gradient = gradients[i];
            if (gradient != null && nodes.get(i) instanceof Node.Leaf leaf) {
                byKey.put(leaf.key(), results.owns(gradient) ? gradient : copy(gradient, gradient.dtype(), results));
            }
        }
        return byKey;
    }

    @Nullable
    String firstNonFinite() {
        for (int i = result.index(); i >= 0; i--) {
            if (nodes.get(i) instanceof Node.Output output) {
                NdArray gradient = gradients[i];
                if (gradient != null && !isFinite(gradient)) {
                    return output.op().name();
                }
                for (NdArray contribution : step(output)) {
                    if (contribution != null && !isFinite(contribution)) {
                        return output.op().name();
                    }
                }
            }
        }
        return null;
    }

    /** Adds what one op contributes to the gradients of its inputs, and returns it. */
    private @Nullable NdArray[] step(Node.Output node) {
        NdArray outputGradient = gradients[node.index()];
        if (outputGradient == null) {
            return new NdArray[0];
        }
        @Nullable Node[] parents = node.parents();
        Memory[] memories = new Memory[parents.length];
        @Nullable Dtype[] wanted = new Dtype[parents.length];
        for (int i = 0; i < parents.length; i++) {
            Node parent = parents[i];
            memories[i] = parent != null && gradients[parent.index()] == null ? memoryFor(parent) : temporaries;
            wanted[i] = parent == null ? null : parent.gradientDtype();
        }
        @Nullable
        NdArray[] contributions = node.op()
                .backward(new BackwardContext(
                        temporaries, memories, node.inputs(), node.array(), outputGradient, wanted));
        for (int i = 0; i < parents.length; i++) {
            Node parent = parents[i];
            if (parent != null) {
                accumulate(parent, contributions[i], node.op());
            }
        }
        gradients[node.index()] = null;
        return contributions;
    }

    private void accumulate(Node node, @Nullable NdArray contribution, Op op) {
        if (contribution != null) {
            requireFits(node, contribution, op);
            NdArray before = gradients[node.index()];
            if (before == null) {
                gradients[node.index()] = contribution;
            } else {
                NdArray sum = memoryFor(node).allocate(node.gradientDtype(), node.shape());
                sum.device().binary(BinaryOp.ADD, before, contribution, sum);
                gradients[node.index()] = sum;
            }
        }
        pending[node.index()]--;
    }

    /** The last contribution to a leaf's gradient is written where the caller wants it; that saves a copy. */
    private Memory memoryFor(Node node) {
        return node instanceof Node.Leaf && pending[node.index()] == 1 ? results : temporaries;
    }

    private static void requireFits(Node node, NdArray gradient, Op op) {
        Shape shape = gradient.shape();
        if (!shape.equals(node.shape()) || gradient.dtype() != node.gradientDtype()) {
            throw new IllegalStateException("Op " + op.name() + " computed a gradient of shape " + shape + " in "
                    + gradient.dtype() + " for an input whose gradient has shape " + node.shape() + " and is "
                    + node.gradientDtype() + ".");
        }
    }

    private static boolean isFinite(NdArray array) {
        return array.device().isFinite(array);
    }

    private static NdArray copy(NdArray array, Dtype dtype, Memory memory) {
        NdArray copy = memory.allocate(dtype, array.shape());
        array.device().cast(array, copy);
        return copy;
    }

    /** The caller's memory; it tells what came from it, since an op may also hand on an array that is not its own. */
    private static final class ResultMemory implements Memory {
        private final Memory memory;
        private final Set<Storage> lent = Collections.newSetFromMap(new IdentityHashMap<>());

        ResultMemory(Memory memory) {
            this.memory = memory;
        }

        @Override
        public NdArray allocate(Dtype dtype, Shape shape) {
            NdArray array = memory.allocate(dtype, shape);
            lent.add(array.storage());
            return array;
        }

        /** Whether this memory lent the array; true once for each, so that no two results share one. */
        boolean owns(NdArray array) {
            return lent.remove(array.storage());
        }
    }
}
