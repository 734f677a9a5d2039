package dev.halfcaf;

import dev.halfcaf.autograd.GradientBuffers;
import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.RecyclingMemory;
import dev.halfcaf.device.heap.HeapDevice;
import org.jspecify.annotations.Nullable;

/**
 * What all layers of one model share: whether it is training, and its random generator. Two models that hold a common
 * layer share one state, so that training either records the other, too.
 */
final class ModelState {
    /** Kept from step to step, so that a step finds the buffers of the one before. */
    private final RecyclingMemory memory = HeapDevice.instance().recyclingMemory();

    private final GradientBuffers gradientBuffers = new GradientBuffers(HeapDevice.instance());

    private SeededRandom random;
    private @Nullable ModelState joined;
    private volatile @Nullable Recording recording;

    ModelState(long seed) {
        random = SeededRandom.named(seed, "layer.random()");
    }

    /** Makes this and the other one state: this one's. */
    void join(ModelState other) {
        ModelState mine = representative();
        ModelState theirs = other.representative();
        if (mine != theirs) {
            if (mine.recording != null || theirs.recording != null) {
                throw new IllegalStateException(
                        "A layer was given to another model while its own was training; close the tape first.");
            }
            theirs.joined = mine;
        }
    }

    private ModelState representative() {
        ModelState state = this;
        while (state.joined != null) {
            state = state.joined;
        }
        return state;
    }

    SeededRandom random() {
        return representative().random;
    }

    @Nullable
    Recording recording() {
        return representative().recording;
    }

    GradientBuffers gradientBuffers() {
        return representative().gradientBuffers;
    }

    void restoreRandom(long state) {
        representative().random = new SeededRandom(state);
    }

    Recording open(String model) {
        ModelState state = representative();
        synchronized (state) {
            if (state.recording != null) {
                throw new IllegalStateException(model + " is already training: one train step or tape at a time can be "
                        + "open on a model. Close the other one first (try-with-resources does).");
            }
            Recording opened = new Recording(state.memory);
            state.recording = opened;
            return opened;
        }
    }

    void close() {
        representative().recording = null;
    }
}
