package dev.halfcaf.processor.describe;

/** How a field holds variables or layers. */
public sealed interface Holding {
    /** A {@code Variable}. */
    record OfVariable() implements Holding {}

    /** Something that is, or may be, a layer. */
    record OfLayer() implements Holding {}

    /** An array of holdings. */
    record InArray(Holding element) implements Holding {}

    /** A {@code List} of holdings. */
    record InList(Holding element) implements Holding {}

    /** A {@code Map} to holdings. */
    record InMap(Holding value) implements Holding {}

    /** Variables or layers in something that gives them no names. */
    record Unsupported(Holding element, String type) implements Holding {}

    /** What is held at the bottom: a variable, or a layer. */
    default Holding bottom() {
        if (this instanceof InArray array) {
            return array.element().bottom();
        } else if (this instanceof InList list) {
            return list.element().bottom();
        } else if (this instanceof InMap map) {
            return map.value().bottom();
        } else if (this instanceof Unsupported unsupported) {
            return unsupported.element().bottom();
        }
        return this;
    }

    /** Whether variables are held, not layers. */
    default boolean holdsVariables() {
        return bottom() instanceof OfVariable;
    }

    /** For messages: {@code a Variable} or {@code a layer}. */
    default String display() {
        return holdsVariables() ? "a Variable" : "a layer";
    }
}
