package nested_layers;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Initializer;
import dev.halfcaf.Layer;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.Variable;

/** Layers nested in a class, and in each other. */
final class Transformer {
    private Transformer() {}

    @DtypePolicy
    abstract static class FeedForward extends Layer {
        final Variable up = Variable.of("up", Shape.of(64, 256), Initializer.heNormal());
        final Variable down = Variable.of("down", Shape.of(256, 64), Initializer.heNormal());

        public Tensor forward(Tensor x) {
            return x.matmul(up).relu().matmul(down);
        }
    }

    @DtypePolicy
    abstract static class Block extends Layer {
        final FeedForward first = new CastingTransformer_FeedForward();
        final FeedForward second = new CastingTransformer_FeedForward();

        public Tensor forward(Tensor x) {
            Tensor y = x.add(first.forward(x));
            return y.add(second.forward(y));
        }

        @DtypePolicy
        abstract static class Tail extends Layer {
            public Tensor forward(Tensor x) {
                return x.sub(x.mean(new int[] {-1}, true));
            }
        }
    }

    @DtypePolicy("mixed_bfloat16")
    abstract static class Whole extends Layer {
        final Block block = new CastingTransformer_Block();
        final Block.Tail tail = new CastingTransformer_Block_Tail();

        public Tensor forward(Tensor x) {
            return tail.forward(block.forward(x)).add(x);
        }
    }
}
