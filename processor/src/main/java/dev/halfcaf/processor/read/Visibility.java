package dev.halfcaf.processor.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What a class in a file of its own can name. */
final class Visibility {
    private Visibility() {}

    static PackageElement packageOf(Element element) {
        Element around = element;
        while (!(around instanceof PackageElement found)) {
            around = Objects.requireNonNull(around.getEnclosingElement(), "all that is asked of stands in a package");
        }
        return found;
    }

    /** The class that a field, a method or a constructor is declared in. */
    static TypeElement ownerOf(Element member) {
        return (TypeElement) Objects.requireNonNull(member.getEnclosingElement(), "a member has a class");
    }

    /** The outermost private class among this one and those around it, or null. */
    static @Nullable TypeElement privateAround(TypeElement type) {
        TypeElement found = null;
        for (Element around = type; around instanceof TypeElement one; around = around.getEnclosingElement()) {
            if (one.getModifiers().contains(Modifier.PRIVATE)) {
                found = one;
            }
        }
        return found;
    }

    static boolean isPrivate(TypeElement type) {
        return privateAround(type) != null;
    }

    static boolean isPublicThroughout(TypeElement type) {
        for (Element around = type; around instanceof TypeElement; around = around.getEnclosingElement()) {
            if (!around.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the element is package-private in a package other than this one. */
    static boolean isForeign(Element element, PackageElement here) {
        return !element.getModifiers().contains(Modifier.PUBLIC)
                && !element.getModifiers().contains(Modifier.PROTECTED)
                && !element.getModifiers().contains(Modifier.PRIVATE)
                && !packageOf(element).equals(here);
    }

    /** The types in a type that a subclass in this package, in a file of its own, cannot name. */
    static List<String> inaccessible(TypeMirror type, PackageElement here) {
        List<String> found = new ArrayList<>();
        TypeScan.forEachClass(type, declared -> {
            TypeElement element = (TypeElement) declared.asElement();
            if (!canName(element, here)) {
                found.add(element.getSimpleName().toString());
            }
        });
        return found;
    }

    private static boolean canName(TypeElement type, PackageElement here) {
        for (Element around = type; around instanceof TypeElement; around = around.getEnclosingElement()) {
            if (around.getModifiers().contains(Modifier.PRIVATE) || isForeign(around, here)) {
                return false;
            }
        }
        return true;
    }
}
