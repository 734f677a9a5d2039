package dev.halfcaf.autograd;

import dev.halfcaf.Shape;
import java.util.stream.IntStream;

/** Along which axes NumPy's broadcasting repeats an operand. */
final class BroadcastAxes {
    private BroadcastAxes() {}

    /** The axes of {@code full}, ascending, along which an operand of shape {@code operand} is repeated. */
    static int[] of(Shape operand, Shape full) {
        int added = full.rank() - operand.rank();
        return IntStream.range(0, full.rank())
                .filter(axis -> axis < added || operand.size(axis - added) != full.size(axis))
                .toArray();
    }
}
