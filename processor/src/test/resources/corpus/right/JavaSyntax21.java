// java: 21
package java_syntax_21;

import dev.halfcaf.DtypePolicy;
import dev.halfcaf.Layer;
import dev.halfcaf.NoCast;
import dev.halfcaf.Shape;
import dev.halfcaf.Tensor;
import dev.halfcaf.qualifier.Float32;
import dev.halfcaf.qualifier.Int32;
import java.util.List;

/** Forms that came with Java 21, nested into each other. */
sealed interface Node<T> {
    record Leaf<T>(T value) implements Node<T> {}

    record Both<T>(Node<T> left, Node<T> right) implements Node<T> {}

    record Many<T>(List<Node<T>> all, @Int32 Tensor ids, int count) implements Node<T> {}

    enum Missing implements Node<Tensor> {
        NONE,
        LATER
    }
}

record Wide(@Float32 Tensor values) {}

@DtypePolicy
abstract class JavaSyntax21 extends Layer {
    public Tensor forward(Tensor x, @NoCast Node<Tensor> node) {
        Tensor y = walk(x, node);
        Object any = y;
        switch (any) {
            case null -> throw new NullPointerException();
            case Tensor t when t.size() > 3 && t.shape().rank() == 2 -> y = y.add(x);
            case Tensor t -> y = t.add(x);
            case Integer i when i > 3 -> {}
            case Tensor[] array when array.length > 0 -> y = y.relu();
            case int[] numbers -> {
                for (int number : numbers) y = y.mul(number);
            }
            case String s -> y = y.add(s.length());
            case Node.Missing m -> {}
            case Wide(Tensor values) -> y = y.add(values.cast(y.dtype()));
            default -> {}
        }
        return y;
    }

    private Tensor walk(Tensor x, Node<Tensor> node) {
        return switch (node) {
            case Node.Leaf<Tensor>(var value) when value.size() == 0 -> x;
            case Node.Leaf<Tensor>(Tensor value) -> value.cast(computeDtype());
            case Node.Both<Tensor>(Node.Leaf<Tensor>(var left), Node.Leaf<Tensor>(var right)) ->
                left.cast(x.dtype()).add(right.cast(x.dtype()));
            case Node.Both<Tensor>(Node.Both(var a, var b), var c) -> walk(x, a).add(walk(x, b)).add(walk(x, c));
            case Node.Both<Tensor> both -> {
                if (both instanceof Node.Both<Tensor>(var left, Node.Leaf(Tensor right))
                        && right.size() > 0
                        && !(left instanceof Node.Missing)) {
                    yield walk(x, left).add(right.cast(computeDtype()));
                }
                yield walk(x, both.left());
            }
            case Node.Many<Tensor>(var all, Tensor ids, int count) when count > 0 -> {
                Tensor sum = x;
                for (Node<Tensor> one : all) {
                    sum = sum.add(walk(x, one));
                }
                yield sum.gather(ids);
            }
            case Node.Many<Tensor> many -> x;
            case Node.Missing.NONE -> Tensor.zeros(Shape.of(1), x.dtype());
            case Node.Missing.LATER -> throw new IllegalStateException();
        };
    }

    /** Old labels and new ones; falling through; null with default. */
    private static Tensor labels(@Float32 Tensor x, String name) {
        Tensor y = x;
        switch (name) {
            case "a", "b":
                y = y.add(x);
            case null, default:
                y = y.relu();
        }
        while (!(((Object) y) instanceof Wide(var values))) {
            y = y.add(x);
            if (y.size() > 3) {
                return y;
            }
        }
        return values.add(x);
    }
}
