package dev.halfcaf.processor.body;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.read.AnnotationReader;
import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.read.TrainedVariables;
import dev.halfcaf.processor.report.Code;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** A constant policy that a layer is given by its constructor, against what the layer trains and what a policy map says. */
final class GivenPolicyCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.LayerClass made && made.given() != null) {
            Policy policy = PolicyReader.of(made.given().policy());
            if (policy != null) {
                checkTrained(made, made.given(), policy, words, findings);
                checkMap(made, made.given(), policy, words, findings);
            }
        }
    }

    private static void checkTrained(
            Fact.LayerClass made,
            Origin.PolicySite.Given given,
            Policy policy,
            Words words,
            Consumer<Finding> findings) {
        if (policy.variableDtype().isFloating()) {
            return;
        }
        List<String> trained = TrainedVariables.of(
                made.type(), words.source().elements(), words.source().types());
        if (!trained.isEmpty()) {
            findings.accept(
                    Finding.of(
                            Code.INTEGER_POLICY,
                            given.tree(),
                            made.site(),
                            annotated(made.type()).getSimpleName() + " is given policy '" + policy.name()
                                    + "' and trains " + TrainedVariables.display(trained) + ".",
                            List.of("A gradient is a fraction: a variable that is trained needs a floating dtype."),
                            List.of(
                                    Fix.advice(
                                            "name a floating policy such as \"float32\", or mark the field of the variable @NonTrainable."))));
        }
    }

    /** A generated wrapper is, to its user, the class that it was generated from. */
    private static TypeElement annotated(TypeElement layer) {
        for (TypeElement one = layer; one != null; one = PolicyReader.superclass(one)) {
            if (AnnotationReader.policy(one) != null) {
                return one;
            }
        }
        return layer;
    }

    private static void checkMap(
            Fact.LayerClass made,
            Origin.PolicySite.Given given,
            Policy policy,
            Words words,
            Consumer<Finding> findings) {
        Element field = field(made.site().tree(), words.source());
        if (field == null || !(field.getEnclosingElement() instanceof TypeElement owner)) {
            return;
        }
        PolicyMap map =
                new PolicyReader(words.source().elements(), null).read(owner).map();
        for (PolicyMap.Entry entry : map.entries()) {
            if (entry.path().equals(field.getSimpleName().toString())
                    && !entry.policy().name().equals(policy.name())) {
                findings.accept(Finding.of(
                        Code.POLICY_ENTRY,
                        given.tree(),
                        made.site(),
                        "'" + entry.path() + "' is to be under '"
                                + entry.policy().name() + "' by the policy map, and is given '" + policy.name()
                                + "' here.",
                        List.of(
                                "What stands nearer to a layer decides: its class, its constructor, its field, and then the map."),
                        List.of(Fix.advice("remove one of the two names."))));
            }
        }
    }

    /** The field that a new layer is put into; null where it goes elsewhere first. */
    private static @Nullable Element field(Tree made, Source source) {
        TreePath path = source.trees().getPath(source.unit(), made);
        Tree parent = path == null ? null : path.getParentPath().getLeaf();
        Element into = parent instanceof VariableTree
                ? source.element(parent)
                : parent instanceof AssignmentTree assignment ? source.element(assignment.getVariable()) : null;
        return into != null && into.getKind() == ElementKind.FIELD ? into : null;
    }
}
