package dev.halfcaf.processor.check;

import dev.halfcaf.NearestName;
import dev.halfcaf.Policy;
import dev.halfcaf.PolicyMap;
import dev.halfcaf.processor.describe.Holding;
import dev.halfcaf.processor.describe.LayerDescription;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.describe.TextValue;
import dev.halfcaf.processor.read.PolicyReader;
import dev.halfcaf.processor.read.TrainedVariables;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A policy map stands on a model, and its entries can have an effect, as far as the model's own fields tell. What lies
 * deeper is seen when the model is bound.
 */
final class PolicyMapCheck implements Check {
    private static final String PATHS =
            "The path of a layer is that of the fields which lead to it from the model, with an index or a key for each in"
                    + " an array, a list or a map.";

    @Override
    public void check(LayerDescription layer, Report.Builder report) {
        if (!layer.shape().isModel()) {
            refuse(layer.annotation(), layer.simpleName() + " is no Model", report);
            return;
        }
        Set<String> paths = new HashSet<>();
        for (PolicyAnnotation.Entry entry : layer.annotation().map()) {
            PolicyNameCheck.check(entry.policy(), report);
            TextValue path = entry.path();
            if (!paths.add(path.text())) {
                add(path, quoted(path) + " stands in the map twice.", "A layer has one policy.", "Remove one.", report);
            } else if (isPath(path, report)) {
                checkPath(layer, entry, report);
            }
        }
        if (!report.hasErrors()) {
            checkAmbiguity(layer, report);
        }
    }

    /** Two patterns for a layer that the model holds itself. */
    private static void checkAmbiguity(LayerDescription layer, Report.Builder report) {
        for (MemberDescription member : layer.members()) {
            if (member.holding() instanceof Holding.OfLayer) {
                try {
                    layer.policy().map().find(member.name());
                } catch (IllegalStateException e) {
                    add(
                            layer.annotation().map().get(0).path(),
                            String.valueOf(e.getMessage()),
                            PATHS,
                            "Leave one pattern for each layer.",
                            report);
                    return;
                }
            }
        }
    }

    /** With the reason why a map has no effect where it stands. */
    static void refuse(PolicyAnnotation annotation, String why, Report.Builder report) {
        if (!annotation.map().isEmpty()) {
            add(
                    annotation.map().get(0).path(),
                    "'map' has no effect: " + why + ".",
                    "It gives policies to layers by their paths from the model that is annotated with it.",
                    "Move it to the model; or @DtypePolicy(...) on the field of the layer.",
                    report);
        }
    }

    private static boolean isPath(TextValue path, Report.Builder report) {
        try {
            return !new PolicyMap.Entry(path.text(), Policy.of("float32"))
                    .path()
                    .isEmpty();
        } catch (IllegalArgumentException e) {
            add(path, String.valueOf(e.getMessage()), PATHS, "Name the fields that lead to the layer.", report);
            return false;
        }
    }

    private static void checkPath(LayerDescription layer, PolicyAnnotation.Entry entry, Report.Builder report) {
        TextValue path = entry.path();
        List<String> elements = List.of(path.text().split("/"));
        String field = elements.get(0);
        if (field.startsWith("*")) {
            return;
        }
        MemberDescription member = layer.members().stream()
                .filter(one -> one.name().equals(field) && !one.holding().holdsVariables())
                .findFirst()
                .orElse(null);
        if (member == null) {
            add(
                    path,
                    quoted(path) + " leads to no layer: " + layer.simpleName() + " has no field '" + field
                            + "' that holds one." + NearestName.question(path.text(), paths(layer, path.text())),
                    fields(layer),
                    "Begin with one of its fields, or with \"**/\".",
                    report);
            return;
        }
        int depth = 1 + containers(member.holding());
        if (elements.size() < depth && !elements.contains("**")) {
            add(
                    path,
                    quoted(path) + " leads to no layer: " + field + " holds several.",
                    PATHS,
                    '"' + field + "/*".repeat(depth - 1) + '"',
                    report);
        } else if (elements.size() == depth && !path.text().contains("*")) {
            checkEffect(member, entry, report);
        }
        if (!path.text().contains("*")) {
            checkTrained(member, elements, entry, report);
        }
    }

    /** An integer policy for a layer that trains variables, or that holds one which does. */
    private static void checkTrained(
            MemberDescription member, List<String> elements, PolicyAnnotation.Entry entry, Report.Builder report) {
        Policy wanted = PolicyReader.of(entry.policy().text());
        boolean isGivenNearer =
                member.annotation() != null && member.annotation().policy() != null;
        if (wanted == null || wanted.variableDtype().isFloating() || member.held() == null || isGivenNearer) {
            return;
        }
        // An index or a key is in the path of a layer, and not in the names of its class's variables.
        int inside = 1 + containers(member.holding());
        String below = elements.subList(inside, elements.size()).stream()
                .map(name -> name + "/")
                .collect(Collectors.joining());
        List<String> trained = member.held().trained().stream()
                .filter(name -> name.startsWith(below))
                .map(name -> name.substring(below.length()))
                .toList();
        if (!trained.isEmpty()) {
            report.add(
                    Code.INTEGER_POLICY,
                    entry.policy().place(),
                    quoted(entry.path()),
                    wanted.name(),
                    "this entry of the policy map",
                    TrainedVariables.display(trained),
                    TrainedDtypeCheck.OF_VARIABLES);
        }
    }

    /** An entry for a layer that is held by the model itself, against what is nearer to that layer. */
    private static void checkEffect(MemberDescription member, PolicyAnnotation.Entry entry, Report.Builder report) {
        Policy wanted = PolicyReader.of(entry.policy().text());
        TextValue onField =
                member.annotation() == null ? null : member.annotation().policy();
        Policy fields = onField == null ? null : PolicyReader.of(onField.text());
        MemberDescription.HeldLayer held = member.held();
        String ofClass = held == null ? null : held.policy();
        if (wanted != null && held != null && ofClass != null && !ofClass.equals(wanted.name())) {
            conflict(entry, wanted, held.name() + " is under '" + ofClass + "' wherever it stands", report);
        } else if (wanted != null
                && ofClass == null
                && fields != null
                && !fields.name().equals(wanted.name())) {
            conflict(entry, wanted, "its field says '" + fields.name() + "'", report);
        }
    }

    private static void conflict(PolicyAnnotation.Entry entry, Policy wanted, String nearer, Report.Builder report) {
        add(
                entry.path(),
                quoted(entry.path()) + " is to be under '" + wanted.name() + "', and " + nearer + ".",
                "What stands nearer to a layer decides: its class, its constructor, its field, and then the map.",
                "Remove one of the two names.",
                report);
    }

    private static int containers(Holding holding) {
        if (holding instanceof Holding.InArray array) {
            return 1 + containers(array.element());
        } else if (holding instanceof Holding.InList list) {
            return 1 + containers(list.element());
        }
        return holding instanceof Holding.InMap map ? 1 + containers(map.value()) : 0;
    }

    /** The path, beginning with each of the fields that hold layers. */
    private static List<String> paths(LayerDescription layer, String path) {
        int slash = path.indexOf('/');
        return layer.members().stream()
                .filter(one -> !one.holding().holdsVariables())
                .map(one -> one.name() + (slash < 0 ? "" : path.substring(slash)))
                .toList();
    }

    private static String fields(LayerDescription layer) {
        String names = layer.members().stream()
                .filter(one -> !one.holding().holdsVariables())
                .map(MemberDescription::name)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? layer.simpleName() + " holds no layers." : "Fields that hold layers: " + names + ".";
    }

    private static String quoted(TextValue path) {
        return "'" + path.text() + "'";
    }

    private static void add(TextValue at, String what, String why, String fix, Report.Builder report) {
        report.add(Code.POLICY_ENTRY, at.place(), what, why, fix);
    }
}
