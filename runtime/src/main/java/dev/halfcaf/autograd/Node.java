package dev.halfcaf.autograd;

import dev.halfcaf.Dtype;
import dev.halfcaf.Shape;
import dev.halfcaf.device.NdArray;
import org.jspecify.annotations.Nullable;

/** A value that a {@link Recording} knows: either a leaf, whose gradient is asked for, or the output of an op. */
public abstract sealed class Node {
    private final Recording recording;
    private final int index;
    private final Shape shape;
    private final Dtype gradientDtype;

    private Node(Recording recording, int index, Shape shape, Dtype gradientDtype) {
        this.recording = recording;
        this.index = index;
        this.shape = shape;
        this.gradientDtype = gradientDtype;
    }

    /** The recording to which this node belongs. */
    public Recording recording() {
        return recording;
    }

    /** The shape of the value, and so of its gradient. */
    public Shape shape() {
        return shape;
    }

    /** The dtype in which the gradient is computed and accumulated. */
    public Dtype gradientDtype() {
        return gradientDtype;
    }

    /** The place in the recording; parents come before their children. */
    int index() {
        return index;
    }

    /** Where gradients end: a variable, however often and in whatever dtype it is read. */
    static final class Leaf extends Node {
        private final Object key;

        Leaf(Recording recording, int index, Object key, Shape shape, Dtype gradientDtype) {
            super(recording, index, shape, gradientDtype);
            this.key = key;
        }

        Object key() {
            return key;
        }
    }

    /** The output of an op with what its backward needs. */
    static final class Output extends Node {
        private final Op op;
        private final NdArray[] inputs;
        private final @Nullable Node[] parents;
        private final NdArray array;

        Output(
                Recording recording,
                int index,
                Dtype gradientDtype,
                Op op,
                NdArray[] inputs,
                @Nullable Node[] parents,
                NdArray array) {
            super(recording, index, array.shape(), gradientDtype);
            this.op = op;
            this.inputs = inputs;
            this.parents = parents;
            this.array = array;
        }

        Op op() {
            return op;
        }

        NdArray[] inputs() {
            return inputs;
        }

        /** One entry for each input; null for one that is not recorded. */
        @Nullable
        Node[] parents() {
            return parents;
        }

        NdArray array() {
            return array;
        }
    }
}
