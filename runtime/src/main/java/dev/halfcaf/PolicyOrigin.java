package dev.halfcaf;

/**
 * Where a layer's policy can come from, nearest first: of all that apply, the first in this order decides. Build and run
 * time share this order.
 */
public enum PolicyOrigin {
    /** The annotation of the class names it. */
    CLASS,
    /** The {@code Policy} argument of the wrapper's constructor. */
    ARGUMENT,
    /** {@code @DtypePolicy} on the field in which the owner holds the layer. */
    FIELD,
    /** An entry of the policy map of a model that holds it, at any depth; of two such models, the inner one's. */
    MAP,
    /** The policy of the layer that holds it in a field. */
    OWNER,
    /** The annotation of the class in which the layer's class is nested. */
    ENCLOSING_CLASS,
    /** The annotation of the package, or of the nearest annotated package above it. */
    PACKAGE,
    /** The annotation of the module. */
    MODULE,
    /** The processor option {@code -Ahalfcaf.policy=}. */
    OPTION,
    /** {@link Policy#global} when the wrapper was constructed. */
    GLOBAL,
    /** Nothing said: float32. */
    DEFAULT
}
