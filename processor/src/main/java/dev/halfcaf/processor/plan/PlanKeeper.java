package dev.halfcaf.processor.plan;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Collects the plans of the classes of a compilation; at its end, writes the plan of the build, and compares it.
 *
 * <p>A compilation with errors leaves the plan as it was.
 */
public final class PlanKeeper {
    private final PlanOptions options;
    private final Trees trees;
    private final Elements elements;
    private final Map<String, ClassPlan> plans = new TreeMap<>();
    private final Set<String> compiled = new HashSet<>();
    private @Nullable Place place;
    private boolean broken;
    private boolean concluded;

    /** Where messages about the plan point: it has no place of its own, so the first layer class has to do. */
    private record Place(String name, CompilationUnitTree unit, Tree tree) {}

    public PlanKeeper(PlanOptions options, Trees trees, Elements elements) {
        this.options = options;
        this.trees = trees;
        this.elements = elements;
    }

    /** Whether anybody asks for a plan. */
    public boolean isWanted() {
        return options.directory() != null;
    }

    /** Something is wrong with the classes of this compilation, and said. */
    public void giveUp() {
        broken = true;
    }

    /**
     * Takes in a top-level class.
     *
     * @param facts those of a traced source
     */
    public void add(Source source, ClassTree tree, TypeElement type, List<Fact> facts, List<PlanWarning> warnings) {
        compiled.add(type.getQualifiedName().toString());
        if (BrokenCode.isIn(source, tree)) {
            // The compiler says so itself. What it could not make out would be missing in the plan.
            giveUp();
            return;
        }
        for (ClassPlan plan : new ClassReader(source).read(tree, facts, warnings)) {
            plans.put(plan.name(), plan);
        }
        Place here = new Place(type.getQualifiedName().toString(), source.unit(), tree);
        boolean layers = plans.keySet().stream().anyMatch(name -> isWithin(name, here.name()));
        if (layers && (place == null || here.name().compareTo(place.name()) < 0)) {
            place = here;
        }
    }

    private static boolean isWithin(String name, String topLevel) {
        return name.equals(topLevel) || name.startsWith(topLevel + ".");
    }

    /** Writes and compares the plan; it prints what is wrong. */
    public void conclude(CompilationUnitTree last) {
        Path directory = options.directory();
        if (concluded || broken || directory == null) {
            return;
        }
        concluded = true;
        PlanDirectory files = new PlanDirectory(directory);
        try {
            Plan plan = files.merge(plans.values(), this::isGone);
            String text = TextPlan.write(plan);
            files.write(PlanDirectory.TEXT, text);
            files.write(PlanDirectory.JSON, JsonPlan.write(plan));
            files.write(PlanDirectory.PAGE, PlanPage.write(plan));
            if (options.check() != null) {
                check(options.check(), files.file(PlanDirectory.TEXT), text, last);
            }
        } catch (IOException e) {
            print(new Finding(Code.PLAN_NOT_WRITTEN, null, List.of(directory.toString(), e.toString())), last);
        }
    }

    /**
     * Whether a class of which there is a fragment is no layer any more, or not there: neither compiled now nor found among
     * what was compiled before, which every build that compiles a part has on its class path.
     */
    private boolean isGone(String name) {
        return compiled.stream().anyMatch(topLevel -> isWithin(name, topLevel))
                ? !plans.containsKey(name)
                : elements.getTypeElement(name) == null;
    }

    private void check(Path expected, Path written, String text, CompilationUnitTree last) throws IOException {
        String accept = "cp " + written + " " + expected;
        String before;
        try {
            before = Files.readString(expected);
        } catch (NoSuchFileException e) {
            print(new Finding(Code.NO_PLAN, null, List.of(expected.toString(), accept)), last);
            return;
        }
        List<String> difference = Difference.of(before, text);
        if (!difference.isEmpty()) {
            print(
                    new Finding(
                            Code.PLAN_CHANGED,
                            null,
                            List.of(expected.toString(), String.join("\n  ", difference), accept)),
                    last);
        }
    }

    private void print(Finding finding, CompilationUnitTree last) {
        if (place == null) {
            trees.printMessage(Diagnostic.Kind.ERROR, finding.text(), last, last);
        } else {
            trees.printMessage(Diagnostic.Kind.ERROR, finding.text(), place.tree(), place.unit());
        }
    }
}
