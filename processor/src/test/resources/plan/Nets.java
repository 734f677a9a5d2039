package com.acme;

import dev.halfcaf.*;
import dev.halfcaf.qualifier.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model with all that a plan can say. */
class Nets {
    @DtypePolicy
    abstract static class Dense extends Layer {
        final Variable kernel;
        final Variable bias;

        Dense(int inputs, int units) {
            kernel = Variable.of("kernel", Shape.of(inputs, units), Initializer.glorotUniform());
            bias = Variable.of("bias", Shape.of(units), Initializer.zeros());
        }

        public Tensor forward(Tensor x) {
            return x.matmul(kernel).add(bias);
        }
    }

    /** Named, with variables of every kind. */
    @DtypePolicy("float32")
    abstract static class Norm extends Layer {
        @NonTrainable final Variable mean = Variable.of("mean", Shape.of(8), Initializer.zeros());
        @Int64 @NonTrainable final Variable steps = Variable.of("steps", Shape.of(), Initializer.zeros());

        final Variable[] gains = {
            Variable.of("a", Shape.of(1), Initializer.ones()), Variable.of("b", Shape.of(1), Initializer.ones())
        };

        public Tensor forward(Tensor x) {
            mean.assign(x);
            return x.sub(mean).mul(gains[0]).add(gains[1]);
        }
    }

    record Pair(Tensor left, Tensor right) {}

    /** Bare, with layers of its own, a record, a helper, a branch and casts. */
    @DtypePolicy
    abstract static class Block extends Layer {
        final Dense query = new CastingNets_Dense(8, 8);
        final Dense value = new CastingNets_Dense(8, 8);
        final Norm norm = new CastingNets_Norm();
        @VariableDtype final Variable scale = Variable.of("scale", Shape.of(), Initializer.ones());

        public Tensor forward(Tensor x, Tensor mask) {
            Pair pair = new Pair(query.forward(x), value.forward(x));
            Tensor scores = attend(pair.left(), pair.right());
            if (mask != null) {
                scores = scores.add(mask);
            }
            Tensor wide = scores.cast(Dtype.FLOAT32).exp();
            return norm.forward(wide).cast(x.dtype()).add(x);
        }

        private Tensor attend(Tensor a, Tensor b) {
            return a.mul(b).mul(0.5).softmax(-1);
        }
    }

    /** Layers that are counted, named by keys, of another policy, and known at run time only. */
    @DtypePolicy("mixed_float16")
    abstract static class Classifier extends Model {
        final List<Block> blocks = new ArrayList<>();

        @DtypePolicy("mixed_bfloat16")
        final Dense middle = new CastingNets_Dense(8, 8);

        final Dense logits = new CastingNets_Dense(8, 10, Policy.of("float32"));
        final Map<String, Dense> heads =
                Map.of("near", new CastingNets_Dense(8, 2), "far", new CastingNets_Dense(8, 3));
        final Dense chosen;

        Classifier(int units, Policy policy) {
            for (int i = 0; i < 4; i++) {
                blocks.add(new CastingNets_Block());
            }
            chosen = new CastingNets_Dense(units, 10, policy);
        }

        public @Float32 Tensor forward(Tensor pixels, @Int32 Tensor ids) {
            Tensor x = pixels;
            Tensor noise = Tensor.randomNormal(x.shape(), x.dtype());
            x = x.add(noise);
            for (Block block : blocks) {
                x = block.forward(x, pixels);
            }
            Tensor head = heads.get("near").forward(x);
            return logits.forward(middle.forward(x).relu().cast(head.dtype()));
        }

        public Tensor loss(Tensor logits, @Int32 Tensor labels) {
            return Losses.softmaxCrossEntropy(logits, labels);
        }
    }
}
