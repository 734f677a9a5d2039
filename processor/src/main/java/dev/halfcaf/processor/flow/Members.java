package dev.halfcaf.processor.flow;

import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Methods, constructors and fields, as members of their classes. */
public final class Members {
    private Members() {}

    /** The class that a member is declared in; of what is no member of a class, there is none to ask for. */
    public static TypeElement owner(Element member) {
        if (member.getEnclosingElement() instanceof TypeElement type) {
            return type;
        }
        throw new IllegalArgumentException(member + " is no member of a class");
    }
}
