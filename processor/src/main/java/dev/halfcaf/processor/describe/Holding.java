package dev.halfcaf.processor.describe;

import org.jspecify.annotations.Nullable;

/** How a field holds variables or layers. */
public sealed interface Holding {
    /** A {@code Variable}. */
    record OfVariable() implements Holding {}

    /** A layer; or something of a type that layers have, too: then it may be one. */
    record OfLayer(boolean certain) implements Holding {}

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

    /** The container that gives its elements no names; null if there is none. */
    default @Nullable Unsupported unsupported() {
        if (this instanceof InArray array) {
            return array.element().unsupported();
        } else if (this instanceof InList list) {
            return list.element().unsupported();
        } else if (this instanceof InMap map) {
            return map.value().unsupported();
        }
        return this instanceof Unsupported unsupported ? unsupported : null;
    }

    /** Whether variables are held, not layers. */
    default boolean holdsVariables() {
        return bottom() instanceof OfVariable;
    }

    /** Whether it may hold none, such as a function that may be a lambda. */
    default boolean isUncertain() {
        return bottom() instanceof OfLayer layer && !layer.certain();
    }

    /** For messages: {@code holds a Variable}. */
    default String display() {
        return holdsVariables() ? "holds a Variable" : isUncertain() ? "may hold a layer" : "holds a layer";
    }
}
