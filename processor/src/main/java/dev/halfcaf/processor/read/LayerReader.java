package dev.halfcaf.processor.read;

import com.palantir.javapoet.ClassName;
import dev.halfcaf.processor.describe.AnnotatedField;
import dev.halfcaf.processor.describe.AnnotatedMethod;
import dev.halfcaf.processor.describe.BodyOptions;
import dev.halfcaf.processor.describe.BuildPolicy;
import dev.halfcaf.processor.describe.ClassShape;
import dev.halfcaf.processor.describe.ConstructorDescription;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.describe.MethodDescription;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.report.Place;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads annotated classes. */
public final class LayerReader {
    /**
     * A class as it was read.
     *
     * @param unresolved whether its header, signatures or fields name a type that does not exist, or not yet
     * @param missingClass a class that they name and that has no class file; null if there is none
     */
    public record Reading(
            LayerDescription layer,
            boolean unresolved,
            @Nullable String missingClass) {}

    private final Elements elements;
    private final Types types;
    private final RuntimeTypes known;
    private final PolicyReader policies;
    private final BodyOptions bodies;
    private final PendingWrappers pending;

    public LayerReader(
            Elements elements, Types types, PolicyReader policies, BodyOptions bodies, PendingWrappers pending) {
        this.elements = elements;
        this.types = types;
        this.known = new RuntimeTypes(types);
        this.policies = policies;
        this.bodies = bodies;
        this.pending = pending;
    }

    /** The class as a value. */
    public Reading read(TypeElement type) {
        PolicyAnnotation annotation = AnnotationReader.policy(type);
        if (annotation == null) {
            throw new IllegalArgumentException(type + " is not annotated");
        }
        TypeReader names = new TypeReader(
                pending, Visibility.packageOf(type).getQualifiedName().toString());
        SignatureReader signatures =
                new SignatureReader(elements, types, names, new TensorFormReader(known, elements, types, names), type);
        MethodFinder methods = new MethodFinder(elements, type);
        LintReader lints = new LintReader(elements);
        lints.write(type.asType());
        lints.passNull(type);

        List<ConstructorDescription> constructors = new ArrayList<>();
        for (ExecutableElement constructor : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            if (!constructor.getModifiers().contains(Modifier.PRIVATE)) {
                constructors.add(signatures.constructor(constructor));
                lints.repeat(constructor, signatures.asMember(constructor));
            }
        }
        boolean isModel = known.isModel(type.asType());
        List<MethodDescription> forwards = read(entries(methods.named("forward")), signatures, lints);
        List<MethodDescription> entries = read(otherEntries(methods, isModel), signatures, lints);
        List<MethodDescription> losses = isModel ? read(entries(methods.named("loss")), signatures, lints) : List.of();
        BuildPolicy policy = policies.read(type);
        List<MemberDescription> members =
                new FieldReader(types, known, policies, pending).members(type, names, methods);
        useFields(members, methods, lints);

        LayerDescription layer = new LayerDescription(
                Place.of(type),
                ClassName.get(type),
                names.read(type.asType()),
                names.readDeclarations(type.getTypeParameters()),
                shape(type, isModel),
                annotation,
                policy,
                constructors,
                members,
                forwards,
                entries,
                losses,
                trained(forwards, methods, signatures),
                methods.unimplemented().stream().map(signatures::method).toList(),
                reserved(methods).stream().map(signatures::method).toList(),
                new SurroundingsReader(elements, type).read(methods, lints.lints(), bodies));
        return new Reading(layer, names.sawUnresolved() || methods.sawUnresolved(), names.missingClass());
    }

    /** A field with one of Halfcaf's annotations, wherever it stands. */
    public AnnotatedField readField(VariableElement field) {
        TypeElement owner = Visibility.ownerOf(field);
        return new AnnotatedField(
                Place.of(field),
                field.getSimpleName().toString(),
                owner.getSimpleName().toString(),
                known.isLayer(owner.asType()),
                AnnotationReader.policy(field),
                AnnotationReader.has(field, AnnotationReader.NON_TRAINABLE),
                new FieldReader(types, known, policies, pending).member(field, owner, null));
    }

    /** A method as a value, with an annotation of Halfcaf's. */
    public AnnotatedMethod readMethod(ExecutableElement method) {
        TypeElement owner = Visibility.ownerOf(method);
        return new AnnotatedMethod(
                Place.of(method),
                method.getSimpleName().toString(),
                owner.getSimpleName().toString(),
                owner.getKind().isInterface(),
                known.isLayer(owner.asType()),
                known.isModel(owner.asType()),
                AnnotationReader.policy(owner) != null,
                method.getModifiers());
    }

    private List<MethodDescription> trained(
            List<MethodDescription> read, MethodFinder methods, SignatureReader signatures) {
        List<ExecutableElement> losses = entries(methods.named("loss"));
        List<ExecutableElement> forwards = entries(methods.named("forward"));
        if (losses.size() != 1 || losses.get(0).getParameters().isEmpty()) {
            return List.of();
        }
        TypeMirror taken =
                signatures.asMember(losses.get(0)).getParameterTypes().get(0);
        List<MethodDescription> trained = new ArrayList<>();
        for (int i = 0; i < forwards.size(); i++) {
            TypeMirror result = signatures.asMember(forwards.get(i)).getReturnType();
            if (result.getKind() != TypeKind.VOID && types.isAssignable(result, taken)) {
                trained.add(read.get(i));
            }
        }
        return trained;
    }

    /** Marked methods of other names; a model's {@code loss} is the train step's. */
    private static List<ExecutableElement> otherEntries(MethodFinder methods, boolean isModel) {
        return methods.marked(AnnotationReader.ENTRY_METHOD).stream()
                .filter(method -> !method.getSimpleName().contentEquals("forward")
                        && !(isModel && method.getSimpleName().contentEquals("loss")))
                .toList();
    }

    private static List<MethodDescription> read(
            List<ExecutableElement> methods, SignatureReader signatures, LintReader lints) {
        List<MethodDescription> read = new ArrayList<>();
        for (ExecutableElement method : methods) {
            lints.repeat(method, signatures.asMember(method));
            read.add(signatures.method(method));
        }
        return read;
    }

    /** Those that can be called from outside; if there are none, those that cannot, for the message. */
    private static List<ExecutableElement> entries(List<ExecutableElement> methods) {
        List<ExecutableElement> entries = methods.stream()
                .filter(method -> !method.getModifiers().contains(Modifier.PRIVATE)
                        && !method.getModifiers().contains(Modifier.STATIC))
                .toList();
        return entries.isEmpty() ? methods : entries;
    }

    private static List<ExecutableElement> reserved(MethodFinder methods) {
        return methods.named("members").stream()
                .filter(method -> method.getParameters().size() == 1
                        && RuntimeTypes.isExactly(method.getParameters().get(0).asType(), "dev.halfcaf.Members"))
                .toList();
    }

    private static void useFields(List<MemberDescription> members, MethodFinder methods, LintReader lints) {
        for (TypeElement one : methods.hierarchy()) {
            ElementFilter.fieldsIn(one.getEnclosedElements()).stream()
                    .filter(field -> members.stream()
                            .anyMatch(member -> field.getSimpleName().contentEquals(member.name())))
                    .forEach(lints::use);
        }
    }

    private ClassShape shape(TypeElement type, boolean isModel) {
        Element enclosing = type.getEnclosingElement();
        TypeElement privateClass = Visibility.privateAround(type);
        List<String> permits = new ArrayList<>();
        for (TypeMirror permitted : type.getPermittedSubclasses()) {
            String name = permitted.toString();
            permits.add(name.substring(name.lastIndexOf('.') + 1));
        }
        return new ClassShape(
                type.getKind(),
                type.getModifiers(),
                enclosing instanceof TypeElement ? enclosing.getSimpleName().toString() : null,
                privateClass == null ? null : privateClass.getSimpleName().toString(),
                Visibility.isPublicThroughout(type),
                permits,
                ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method -> method.getModifiers().contains(Modifier.ABSTRACT)),
                known.isLayer(type.asType()),
                isModel);
    }
}
