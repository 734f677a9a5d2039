package dev.halfcaf;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The sizes of a tensor's axes, outermost first. Immutable; a scalar has no axes. */
public final class Shape {
    private static final Shape SCALAR = new Shape(new int[0]);

    private final int[] sizes;
    private final int elements;

    private Shape(int[] sizes) {
        this.sizes = sizes;
        this.elements = countElements(sizes);
    }

    /**
     * A shape of these axis sizes.
     *
     * @throws IllegalArgumentException if a size is negative, or the tensor would have more than 2^31 - 1 elements
     */
    public static Shape of(int... sizes) {
        return new Shape(sizes.clone());
    }

    /** The shape without axes, of one element. */
    public static Shape scalar() {
        return SCALAR;
    }

    private static int countElements(int[] sizes) {
        long elements = 1;
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException(
                        "A size of shape " + describe(sizes) + " is negative; sizes are 0 or more.");
            }
            elements = Math.min(elements * size, Long.MAX_VALUE / Integer.MAX_VALUE);
        }
        if (elements > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Shape " + describe(sizes)
                    + " has more than 2147483647 elements, the most that one tensor can hold.");
        }
        return (int) elements;
    }

    /** The number of axes. */
    public int rank() {
        return sizes.length;
    }

    /** The number of elements: the product of the sizes, 1 for a scalar. */
    public int elements() {
        return elements;
    }

    /**
     * The size of an axis.
     *
     * @param axis from 0, or from -1 backwards
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int size(int axis) {
        return sizes[axis(axis)];
    }

    /**
     * The axis counted from the front.
     *
     * @param axis from 0, or from -1 backwards
     * @throws IndexOutOfBoundsException if there is no such axis
     */
    public int axis(int axis) {
        int fromFront = axis < 0 ? axis + rank() : axis;
        if (fromFront < 0 || fromFront >= rank()) {
            throw new IndexOutOfBoundsException("Shape " + this + " has no axis " + axis + ": it has " + rank()
                    + (rank() == 1 ? " axis." : " axes."));
        }
        return fromFront;
    }

    /** The sizes, in a new array. */
    public int[] toArray() {
        return sizes.clone();
    }

    /** This shape with the size of one axis replaced. */
    public Shape with(int axis, int size) {
        int[] changed = sizes.clone();
        changed[axis(axis)] = size;
        return new Shape(changed);
    }

    /**
     * The shape that a tensor of this shape and one of {@code other} have in common under broadcasting, by NumPy's rule:
     * axes are aligned at the end, and a size of 1 stretches.
     *
     * @throws IllegalArgumentException if two sizes disagree and neither is 1
     */
    public Shape broadcast(Shape other) {
        int rank = Math.max(rank(), other.rank());
        int[] result = new int[rank];
        for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
            int mine = fromEnd <= rank() ? sizes[rank() - fromEnd] : 1;
            int theirs = fromEnd <= other.rank() ? other.sizes[other.rank() - fromEnd] : 1;
            if (mine != theirs && mine != 1 && theirs != 1) {
                throw new IllegalArgumentException("Shapes " + this + " and " + other + " do not broadcast: axis -"
                        + fromEnd + " is " + mine + " in one and " + theirs + " in the other.");
            }
            result[rank - fromEnd] = mine == 1 ? theirs : mine;
        }
        return new Shape(result);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** The sizes as Python writes a tuple: {@code (64, 10)}, {@code (10,)}, {@code ()}. */
    @Override
    public String toString() {
        return describe(sizes);
    }

    private static String describe(int[] sizes) {
        if (sizes.length == 1) {
            return "(" + sizes[0] + ",)";
        }
        return IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
