package dev.halfcaf.processor.plan;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.LossScaling;
import dev.halfcaf.Policy;
import dev.halfcaf.ResolvedPolicy;
import dev.halfcaf.processor.check.Checks;
import dev.halfcaf.processor.describe.BodyOptions;
import dev.halfcaf.processor.describe.BuildPolicy;
import dev.halfcaf.processor.describe.Holding;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.plan.ClassPlan.ChildField;
import dev.halfcaf.processor.plan.ClassPlan.ClassPolicy;
import dev.halfcaf.processor.plan.ClassPlan.Construction;
import dev.halfcaf.processor.plan.ClassPlan.MapEntry;
import dev.halfcaf.processor.plan.ClassPlan.VariableField;
import dev.halfcaf.processor.plan.ClassPlan.Warning;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.read.LayerReader;
import dev.halfcaf.processor.read.PendingWrappers;
import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.report.Finding;
import dev.halfcaf.processor.report.Reporter;
import dev.halfcaf.processor.report.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads the layer classes of a file, as javac has analyzed it, into plans. */
final class ClassReader {
    private final Source source;
    private final PolicyReader policies;
    private final LayerReader layers;
    private final Words words;
    private final @Nullable TypeElement layerRoot;
    private final Map<Tree, Value> made = new HashMap<>();

    ClassReader(Source source) {
        this.source = source;
        this.policies = new PolicyReader(source.elements(), null);
        this.layers = new LayerReader(
                source.elements(), source.types(), policies, BodyOptions.DEFAULT, new PendingWrappers(List.of()));
        this.words = new Words(source);
        this.layerRoot = source.elements().getTypeElement("dev.halfcaf.Layer");
    }

    /** The plans of a top-level class and of those nested in it. */
    List<ClassPlan> read(ClassTree tree, List<Fact> facts, List<PlanWarning> warnings) {
        for (Fact fact : facts) {
            if (fact instanceof Fact.Construction construction) {
                made.put(fact.site().tree(), construction.made());
            }
        }
        List<ClassPlan> plans = new ArrayList<>();
        read(tree, facts, warnings, plans);
        return plans;
    }

    private void read(ClassTree tree, List<Fact> facts, List<PlanWarning> warnings, List<ClassPlan> into) {
        if (source.element(tree) instanceof TypeElement type && isLayer(type.asType())) {
            into.add(layer(tree, type, facts, warnings));
        }
        for (Tree member : tree.getMembers()) {
            if (member instanceof ClassTree nested) {
                read(nested, facts, warnings, into);
            }
        }
    }

    private boolean isLayer(TypeMirror type) {
        return layerRoot != null
                && source.types()
                        .isSubtype(source.types().erasure(type), source.types().erasure(layerRoot.asType()));
    }

    private ClassPlan layer(ClassTree tree, TypeElement type, List<Fact> facts, List<PlanWarning> warnings) {
        FieldReading fields = FieldReading.of(source, tree, type);
        List<VariableField> variables = new ArrayList<>();
        List<ChildField> children = new ArrayList<>();
        for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
            MemberDescription member = layers.readField(field).member();
            if (member != null && !field.getModifiers().contains(Modifier.STATIC)) {
                if (member.holding().holdsVariables()) {
                    variables.add(variable(field, member, fields));
                } else {
                    children.add(child(field, member, fields));
                }
            }
        }
        boolean model = isModel(type);
        return new ClassPlan(
                Words.className(type),
                superclass(type),
                model,
                AnnotationReader.policy(type) != null,
                policy(type, model),
                ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
                        .map(ClassReader::parameters)
                        .toList(),
                variables,
                children,
                new BodyReader(source, type, fields, this::isLayer).read(facts),
                Stream.concat(
                                declarationWarnings(type),
                                warnings.stream()
                                        .filter(warning -> warning.type().equals(type))
                                        .map(warning ->
                                                new Warning(warning.code(), warning.text(), words.line(warning.at()))))
                        .distinct()
                        .toList());
    }

    /** What the processor says of the declaration. The plugin does not hear it, but can judge the same class again. */
    private Stream<Warning> declarationWarnings(TypeElement type) {
        if (AnnotationReader.policy(type) == null) {
            return Stream.of();
        }
        Checks.Result result = Checks.of(layers.read(type).layer());
        Tree tree = source.trees().getTree(type);
        int line = tree == null ? 0 : words.line(tree);
        return Stream.of(result.wrapper(), result.trainStep(), result.policy())
                .flatMap(report -> report.findings().stream())
                .filter(finding ->
                        finding.code().severity() != Severity.ERROR && !Reporter.isSilenced(finding.code(), type))
                .map(finding -> new Warning(finding.code().toString(), firstLine(finding), line));
    }

    /** Without the code in brackets. */
    private static String firstLine(Finding finding) {
        return finding.text().lines().findFirst().orElse("").replaceFirst("^\\[\\w+] ", "");
    }

    private static List<String> parameters(ExecutableElement constructor) {
        return constructor.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .toList();
    }

    private @Nullable String superclass(TypeElement type) {
        TypeElement parent = PolicyReader.superclass(type);
        return parent == null || isRoot(parent) ? null : Words.className(parent);
    }

    private static boolean isRoot(TypeElement type) {
        return Set.of("dev.halfcaf.Layer", "dev.halfcaf.Model")
                .contains(type.getQualifiedName().toString());
    }

    private static boolean isModel(TypeElement type) {
        for (@Nullable TypeElement one = type; one != null; one = PolicyReader.superclass(one)) {
            if (one.getQualifiedName().contentEquals("dev.halfcaf.Model")) {
                return true;
            }
        }
        return false;
    }

    // ---- policy

    private ClassPolicy policy(TypeElement type, boolean model) {
        if (AnnotationReader.policy(type) == null) {
            return new ClassPolicy("", "", false, "", List.of(), List.of());
        }
        BuildPolicy policy = policies.read(type);
        ResolvedPolicy resolved = policy.resolved();
        // What a processor option says, only the generated class knows.
        GeneratedMark mark = GeneratedMark.of(type, source.elements());
        String name = resolved != null ? resolved.policy().name() : mark == null ? "" : mark.policyName();
        String where = resolved != null ? resolved.where() : mark == null ? "" : mark.origin();
        return new ClassPolicy(
                name,
                where,
                policy.named(),
                model ? lossScale(policy.lossScale(), name) : "",
                policy.only(),
                policy.map().entries().stream()
                        .map(entry -> new MapEntry(entry.path(), entry.policy().name()))
                        .toList());
    }

    private static String lossScale(String said, String policy) {
        Policy known = PolicyReader.of(policy);
        if (!said.equals("auto")) {
            return Character.isDigit(said.charAt(0))
                    ? "loss scale " + said
                    : said.equals("none") ? "no loss scale" : said + " loss scale";
        } else if (known == null) {
            return "loss scale of its policy";
        }
        return known.lossScaling().equals(LossScaling.none()) ? "no loss scale" : "dynamic loss scale";
    }

    // ---- variables

    private VariableField variable(VariableElement field, MemberDescription member, FieldReading fields) {
        PlanDtype kept = PlanDtype.OF_VARIABLE;
        PlanDtype read = member.uncast() ? PlanDtype.OF_VARIABLE : PlanDtype.OF_COMPUTE;
        if (!member.dtypes().isEmpty()) {
            kept = PlanDtype.of(member.dtypes().get(0).toString());
            read = kept;
        }
        List<FieldReading.Put> puts = fields.into(field);
        List<List<String>> shapes = puts.stream()
                .map(put -> shape(put.made()))
                .filter(shape -> shape != null)
                .distinct()
                .toList();
        return new VariableField(
                field.getSimpleName() + (member.holding() instanceof Holding.OfVariable ? "" : "/*"),
                shapes.size() == 1 ? shapes.get(0) : null,
                kept,
                read,
                member.isTrained(),
                line(field));
    }

    /** The arguments of the {@code Shape.of} in {@code Variable.of("kernel", Shape.of(inputs, units), ...)}. */
    private @Nullable List<String> shape(ExpressionTree made) {
        if (made instanceof MethodInvocationTree call) {
            if (isOf(call, "Shape")) {
                return call.getArguments().stream().map(words::size).toList();
            } else if (isOf(call, "Variable")) {
                for (ExpressionTree argument : call.getArguments()) {
                    List<String> shape = shape(argument);
                    if (shape != null) {
                        return shape;
                    }
                }
            }
        }
        return null;
    }

    private boolean isOf(MethodInvocationTree call, String type) {
        Element method = source.element(call);
        return method != null
                && method.getSimpleName().contentEquals("of")
                && method.getEnclosingElement() instanceof TypeElement owner
                && owner.getQualifiedName().contentEquals("dev.halfcaf." + type);
    }

    // ---- layers in fields

    private ChildField child(VariableElement field, MemberDescription member, FieldReading fields) {
        TypeElement declared = layerClass(field.asType());
        List<Construction> constructions = new ArrayList<>();
        for (FieldReading.Put put : fields.into(field)) {
            if (put.made() instanceof NewClassTree construction
                    && source.element(construction.getIdentifier()) instanceof TypeElement type
                    && isLayer(type.asType())) {
                constructions.add(construction(construction, type, put));
            }
        }
        Policy annotation = member.annotation() == null || member.annotation().policy() == null
                ? null
                : PolicyReader.of(member.annotation().policy().text());
        return new ChildField(
                field.getSimpleName().toString(),
                holding(member.holding()),
                declared == null ? "" : Words.className(annotated(declared)),
                annotation == null ? "" : annotation.name(),
                line(field),
                constructions);
    }

    private static ClassPlan.Holding holding(Holding holding) {
        return holding instanceof Holding.InMap
                ? ClassPlan.Holding.MAP
                : holding instanceof Holding.OfLayer ? ClassPlan.Holding.ONE : ClassPlan.Holding.LIST;
    }

    private Construction construction(NewClassTree tree, TypeElement type, FieldReading.Put put) {
        List<String> arguments = new ArrayList<>();
        for (ExpressionTree argument : tree.getArguments()) {
            if (!isPolicy(argument)) {
                arguments.add(words.size(argument));
            }
        }
        String policy = "";
        String where = "";
        if (made.get(tree) instanceof Value.Policied given) {
            if (given.compute().origin() instanceof Origin.OfPolicy of
                    && of.site() instanceof Origin.PolicySite.Given site) {
                policy = site.policy();
            } else if (given.compute().origin() instanceof Origin.OfPolicy of
                    && of.site() instanceof Origin.PolicySite.OwnClass own
                    && own.policy() != null
                    && of.owner() != null) {
                policy = own.policy();
                where = "class " + Words.className(of.owner());
            } else {
                policy = PlacedPolicy.RUN_TIME;
            }
        }
        return new Construction(Words.className(annotated(type)), put.count(), put.key(), policy, where, arguments);
    }

    private boolean isPolicy(ExpressionTree argument) {
        return source.type(argument) instanceof DeclaredType type
                && type.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals("dev.halfcaf.Policy");
    }

    /** A generated wrapper is, to its user, the class that it was generated from. */
    private static TypeElement annotated(TypeElement type) {
        TypeElement parent = PolicyReader.superclass(type);
        return GeneratedMark.isGenerated(type) && parent != null ? parent : type;
    }

    private @Nullable TypeElement layerClass(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return layerClass(array.getComponentType());
        } else if (type instanceof DeclaredType declared) {
            if (isLayer(type)) {
                return (TypeElement) declared.asElement();
            }
            for (TypeMirror argument : declared.getTypeArguments()) {
                TypeElement inside = layerClass(argument);
                if (inside != null) {
                    return inside;
                }
            }
        }
        return null;
    }

    private int line(VariableElement field) {
        Tree tree = field.getKind() == ElementKind.FIELD ? source.trees().getTree(field) : null;
        return tree == null ? 0 : words.line(tree);
    }
}
