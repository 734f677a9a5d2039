package dev.halfcaf;

import dev.halfcaf.autograd.GradientBuffers;
import dev.halfcaf.autograd.Node;
import dev.halfcaf.autograd.Recording;
import dev.halfcaf.device.NdArray;
import dev.halfcaf.internal.Access;
import org.jspecify.annotations.Nullable;

/** Opens this package's inside to training. */
final class RootAccess extends Access {
    @Override
    public NdArray array(Tensor tensor) {
        return tensor.array();
    }

    @Override
    public @Nullable Node node(Tensor tensor) {
        return tensor.node();
    }

    @Override
    public Tensor tensor(NdArray array) {
        return new Tensor(array, null);
    }

    @Override
    public Recording open(Layer model) {
        return state(model).open(model.describe());
    }

    @Override
    public void close(Layer model, Recording recording) {
        recording.close();
        state(model).close();
    }

    @Override
    public GradientBuffers gradientBuffers(Layer model) {
        return state(model).gradientBuffers();
    }

    @Override
    public Object key(Variable variable) {
        return variable.master();
    }

    @Override
    public NdArray master(Variable variable) {
        return variable.master().array();
    }

    @Override
    public @Nullable NdArray readCopy(Variable variable) {
        return variable.readCopy();
    }

    @Override
    public void updated(Variable variable) {
        variable.updated();
    }

    @Override
    public long updates(Variable variable) {
        return variable.master().updates();
    }

    @Override
    public long randomState(Layer model) {
        return state(model).random().state();
    }

    @Override
    public void restoreRandom(Layer model, long state) {
        state(model).restoreRandom(state);
    }

    private static ModelState state(Layer model) {
        model.bindIfNeeded();
        return model.binding("training").state();
    }
}
