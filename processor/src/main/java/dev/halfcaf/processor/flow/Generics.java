package dev.halfcaf.processor.flow;

import com.sun.source.tree.ExpressionTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Calls of generic methods. What a method gives back as a {@code T} it was given as a {@code T}: so collections, streams,
 * optionals and functions are followed without knowing any of them by name. A type variable stands for the value of
 * whatever was passed as one; a function's parameters get their values from there, and its result goes there.
 */
final class Generics {
    private final BodyFlow body;
    private final Functions functions;
    private final Map<Element, Value> bindings = new HashMap<>();
    private boolean changed;

    private Generics(BodyFlow body, Functions functions) {
        this.body = body;
        this.functions = functions;
    }

    /**
     * What a call of a method without qualifiers returns, as far as type variables tell; else null. Functions among the
     * arguments are walked, whatever the method.
     */
    static @Nullable Value call(
            BodyFlow body,
            Functions functions,
            Signature signature,
            Calls.Receiver receiver,
            List<Calls.Argument> arguments) {
        boolean hasFunctions =
                arguments.stream().anyMatch(one -> one.isFunction() || one.value() instanceof Value.Function);
        if (!hasFunctions && !(signature.isGeneric() && isTracked(receiver, arguments))) {
            return null;
        }
        Generics generics = new Generics(body, functions);
        generics.bindReceiver(signature, receiver);
        generics.bindArguments(signature, arguments);
        List<Value> results = generics.walkFunctions(signature, arguments);
        if (signature.isGeneric()) {
            generics.putIn(signature, receiver, arguments, results);
            return generics.result(signature.method().getReturnType());
        }
        return null;
    }

    private static boolean isTracked(Calls.Receiver receiver, List<Calls.Argument> arguments) {
        return isTracked(receiver.value()) || arguments.stream().anyMatch(one -> isTracked(one.value()));
    }

    private static boolean isTracked(Value value) {
        return value instanceof Value.Tensors
                || value instanceof Value.Policied
                || value instanceof Value.Components
                || value instanceof Value.Fresh
                || value instanceof Value.NewVariable
                || value instanceof Value.OfDtype
                || value instanceof Value.Nothing;
    }

    // ---- binding type variables

    private void bind(TypeMirror declared, Value value) {
        if (isTracked(value)) {
            for (Element variable : variables(declared)) {
                Value before = bindings.get(variable);
                Value after = before == null ? value : Value.blur(before, value);
                if (!Value.same(before, after)) {
                    bindings.put(variable, after);
                    changed = true;
                }
            }
        }
    }

    private void bindReceiver(Signature signature, Calls.Receiver receiver) {
        if (isTracked(receiver.value())) {
            for (TypeParameterElement parameter : signature.owner().getTypeParameters()) {
                bindings.put(parameter, receiver.value());
            }
        }
    }

    private void bindArguments(Signature signature, List<Calls.Argument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (signature.takes(i) && !arguments.get(i).isFunction()) {
                bind(signature.typeFor(i), arguments.get(i).value());
            }
        }
    }

    /** Walks the functions until what they return changes nothing of what they are given. */
    private List<Value> walkFunctions(Signature signature, List<Calls.Argument> arguments) {
        List<Value> results = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            changed = false;
            results.clear();
            for (int i = 0; i < arguments.size(); i++) {
                Calls.Argument argument = arguments.get(i);
                ExpressionTree tree = argument.tree();
                ExpressionTree function = tree == null ? null : Functions.in(tree);
                boolean isKept = argument.value() instanceof Value.Function;
                if (function == null && !isKept || !signature.takes(i)) {
                    results.add(Value.UNKNOWN);
                    continue;
                }
                ExecutableType descriptor = descriptor(signature.typeFor(i));
                List<Value> given = new ArrayList<>();
                if (descriptor != null) {
                    descriptor.getParameterTypes().forEach(type -> given.add(bound(type)));
                }
                Value result = function == null ? called(argument.value(), given) : functions.apply(function, given);
                results.add(result);
                if (descriptor != null && descriptor.getReturnType().getKind() != TypeKind.VOID) {
                    bind(descriptor.getReturnType(), result);
                }
            }
            if (!changed) {
                break;
            }
        }
        return results;
    }

    /** What a function returns that is kept in a variable: it has been walked. */
    private static Value called(Value function, List<Value> given) {
        return function instanceof Value.Function kept
                ? Functions.called(
                        kept.result(),
                        given.stream()
                                .map(value -> new Calls.Argument(null, value))
                                .toList())
                : Value.UNKNOWN;
    }

    /** The value of what is declared as this type. */
    private Value bound(TypeMirror declared) {
        Value value = Value.NOTHING;
        for (Element variable : variables(declared)) {
            value = Value.blur(value, bindings.getOrDefault(variable, Value.NOTHING));
        }
        return value instanceof Value.Nothing ? Value.UNKNOWN : value;
    }

    private @Nullable Value result(TypeMirror declared) {
        if (variables(declared).isEmpty()) {
            return null;
        }
        Value value = bound(declared);
        if (value instanceof Value.Other) {
            // A collector's result is made of what it collects, though its type does not say so.
            value = Value.NOTHING;
            for (Value one : bindings.values()) {
                value = Value.blur(value, one);
            }
        }
        return value;
    }

    /** What goes into the receiver by an argument, or by what a function returns. */
    private void putIn(
            Signature signature, Calls.Receiver receiver, List<Calls.Argument> arguments, List<Value> results) {
        ExpressionTree holder = receiver.tree();
        if (holder == null || signature.isStatic()) {
            return;
        }
        Set<Element> own = new LinkedHashSet<>(signature.owner().getTypeParameters());
        for (int i = 0; i < arguments.size() && signature.takes(i); i++) {
            TypeMirror declared = signature.typeFor(i);
            Value value = arguments.get(i).value();
            if (arguments.get(i).isFunction() || value instanceof Value.Function) {
                ExecutableType descriptor = descriptor(declared);
                if (descriptor == null) {
                    continue;
                }
                declared = descriptor.getReturnType();
                value = results.get(i);
            }
            if (isTracked(value) && variables(declared).stream().anyMatch(own::contains) && isMutable(receiver)) {
                body.variables().mix(holder, value);
            }
        }
    }

    /** A collection that is asked to take something in; streams and optionals give it back. */
    private boolean isMutable(Calls.Receiver receiver) {
        return receiver.tree() != null
                && body.source().type(receiver.tree()) instanceof DeclaredType type
                && (isA(type, "java.util.Collection") || isA(type, "java.util.Map"));
    }

    private boolean isA(DeclaredType type, String name) {
        TypeElement target = body.source().elements().getTypeElement(name);
        Types types = body.source().types();
        return target != null && types.isSubtype(types.erasure(type), types.erasure(target.asType()));
    }

    // ---- types

    /** The method that a functional interface asks for, in terms of the type variables at hand; null if it is none. */
    private @Nullable ExecutableType descriptor(TypeMirror type) {
        if (!(type instanceof DeclaredType declared) || !(declared.asElement() instanceof TypeElement element)) {
            return null;
        }
        Types types = body.source().types();
        for (ExecutableElement method :
                ElementFilter.methodsIn(body.source().elements().getAllMembers(element))) {
            if (method.getModifiers().contains(Modifier.ABSTRACT)
                    && Members.owner(method).getKind() == ElementKind.INTERFACE
                    && !isOfObject(method)) {
                TypeMirror[] arguments = declared.getTypeArguments().stream()
                        .map(Generics::unwrapped)
                        .toArray(TypeMirror[]::new);
                for (TypeMirror argument : arguments) {
                    if (argument == null) {
                        return null;
                    }
                }
                return (ExecutableType) types.asMemberOf(types.getDeclaredType(element, arguments), method);
            }
        }
        return null;
    }

    private static boolean isOfObject(ExecutableElement method) {
        String name = method.getSimpleName().toString();
        return name.equals("equals") || name.equals("hashCode") || name.equals("toString");
    }

    /** A type argument without its wildcard. */
    private static @Nullable TypeMirror unwrapped(TypeMirror argument) {
        if (argument instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() != null ? wildcard.getExtendsBound() : wildcard.getSuperBound();
        }
        return argument;
    }

    /** The type variables in a type. */
    private static Set<Element> variables(TypeMirror type) {
        Set<Element> found = new LinkedHashSet<>();
        collect(type, found);
        return found;
    }

    private static void collect(@Nullable TypeMirror type, Set<Element> into) {
        if (type instanceof TypeVariable variable) {
            into.add(variable.asElement());
        } else if (type instanceof ArrayType array) {
            collect(array.getComponentType(), into);
        } else if (type instanceof WildcardType wildcard) {
            collect(wildcard.getExtendsBound(), into);
            collect(wildcard.getSuperBound(), into);
        } else if (type instanceof DeclaredType declared && type.getKind() == TypeKind.DECLARED) {
            declared.getTypeArguments().forEach(argument -> collect(argument, into));
        }
    }
}
