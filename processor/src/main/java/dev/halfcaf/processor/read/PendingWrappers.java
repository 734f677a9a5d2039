package dev.halfcaf.processor.read;

import com.palantir.javapoet.ClassName;
import dev.halfcaf.processor.describe.GeneratedNames;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * The wrappers that this round generates: classes that the compiler does not know yet, though annotated ones name them.
 */
public final class PendingWrappers {
    private final Map<ClassName, TypeElement> byWrapper = new LinkedHashMap<>();

    public PendingWrappers(Collection<TypeElement> annotated) {
        for (TypeElement type : annotated) {
            byWrapper.put(GeneratedNames.wrapper(ClassName.get(type)), type);
        }
    }

    /**
     * The wrapper that an unresolved type is the name of.
     *
     * @param text the type as the compiler prints it: a simple or a qualified name
     * @param fromPackage the package in which it is written
     */
    @Nullable
    ClassName find(String text, String fromPackage) {
        ClassName found = null;
        for (ClassName wrapper : byWrapper.keySet()) {
            if (wrapper.canonicalName().equals(text)) {
                return wrapper;
            }
            if (wrapper.simpleName().equals(text)) {
                if (wrapper.packageName().equals(fromPackage)) {
                    return wrapper;
                }
                if (found != null) {
                    // Two of that name, neither in this package: an import decides, which nothing here can see.
                    return null;
                }
                found = wrapper;
            }
        }
        return found;
    }

    /** The annotated class that an unresolved type names the wrapper of. */
    @Nullable
    TypeElement annotated(String text, String fromPackage) {
        ClassName wrapper = find(text, fromPackage);
        return wrapper == null ? null : byWrapper.get(wrapper);
    }
}
