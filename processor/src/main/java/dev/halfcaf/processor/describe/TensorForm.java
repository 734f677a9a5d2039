package dev.halfcaf.processor.describe;

import com.palantir.javapoet.TypeName;
import java.util.List;

/** How a value holds tensors, and so how they are cast. */
public sealed interface TensorForm {
    /** No tensors, or none that are to be cast. */
    record None() implements TensorForm {}

    /** A {@code Tensor}. */
    record One() implements TensorForm {}

    /** An {@code Operand}: it becomes the tensor that it reads as. */
    record OfOperand() implements TensorForm {}

    /** Declared as something that a tensor can be, too: {@code Object}, or a type variable that stands for one. */
    record Perhaps() implements TensorForm {}

    /** An array. */
    record InArray(TypeName element, TensorForm form) implements TensorForm {}

    /** A {@code List}. */
    record InList(TypeName element, TensorForm form) implements TensorForm {}

    /** The values of a {@code Map}. */
    record InMap(TypeName element, TensorForm form) implements TensorForm {}

    /** An {@code Optional}. */
    record InOptional(TypeName element, TensorForm form) implements TensorForm {}

    /** A record, some of whose components are to be cast. */
    record OfRecord(TypeName type, List<Component> components) implements TensorForm {
        public OfRecord {
            components = List.copyOf(components);
        }
    }

    /** A record within itself: cast as the one around it is. */
    record Again(TypeName type) implements TensorForm {}

    /** A component of a record. */
    record Component(String name, TensorForm form) {}

    /** Tensors in something else, such as a set. */
    record Unsupported(String type) implements TensorForm {}

    /** Whether there is something to cast. */
    default boolean isCast() {
        return !(this instanceof None) && !(this instanceof Unsupported);
    }
}
