package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Origin;
import dev.halfcaf.processor.flow.Source;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What messages are made of. */
final class Words {
    private final Source source;
    private final SourceText text;
    private final Reasons reasons;
    private final Fixes fixes;
    private final RangeFixes ranges;

    Words(Source source) {
        this.source = source;
        this.text = new SourceText(source);
        this.reasons = new Reasons(source, text);
        this.fixes = new Fixes(source, text);
        this.ranges = new RangeFixes(source, text, fixes);
    }

    Source source() {
        return source;
    }

    SourceText text() {
        return text;
    }

    Reasons reasons() {
        return reasons;
    }

    Fixes fixes() {
        return fixes;
    }

    /** Fixes for what leaves a dtype's range. */
    RangeFixes ranges() {
        return ranges;
    }

    /** A dtype in a world: its name, or what is known of it. */
    static String dtype(Dtypes dtypes, int world) {
        if (dtypes.isUnknown(world)) {
            return "of unknown dtype";
        }
        List<Dtype> all = dtypes.all(world);
        return dtypes.isKnown(world) ? all.get(0).toString() : oneOf(all);
    }

    /** Dtypes that are asked for. */
    static String required(Dtypes dtypes, int world) {
        List<Dtype> all = dtypes.all(world);
        if (dtypes.isKnown(world) || !dtypes.isOpen(world)) {
            return dtype(dtypes, world);
        } else if (all.stream().allMatch(Dtype::isFloating) && all.size() == 4) {
            return "floating";
        }
        return all.size() == 6 && !all.contains(Dtype.BOOL) ? "a number" : oneOf(all);
    }

    static String oneOf(Collection<Dtype> all) {
        List<String> names = all.stream().map(Dtype::toString).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
    }

    /** "labels are", "mask is": names of parameters are mostly plain English. */
    static String be(String name) {
        boolean plural = name.endsWith("s") && !name.matches(".*[aisu]s");
        return name + (plural ? " are " : " is ");
    }

    /** {@code " under policy 'mixed_float16'"} where one of these is another dtype under another policy, else nothing. */
    static String under(Fact.Site site, int world, Dtypes... involved) {
        for (Dtypes dtypes : involved) {
            for (int other = 0; other < site.worlds().size(); other++) {
                if (!dtypes.all(other).equals(dtypes.all(world))) {
                    return " under policy '"
                            + site.worlds().policies().get(world).name() + "'";
                }
            }
        }
        return "";
    }

    /** The reason of an operand's dtype, in a line. */
    List<String> because(Fact.Site site, int world, Operand... operands) {
        List<String> lines = new ArrayList<>();
        for (Operand operand : operands) {
            Tensors read = operand.read();
            if (read != null) {
                lines.addAll(because(site, world, operand.tree(), operand.name(), read));
            }
        }
        return lines;
    }

    /** Why a value has its dtype. */
    List<String> because(Fact.Site site, int world, @Nullable ExpressionTree tree, String name, Tensors value) {
        String subject = tree == null ? name : text.quoted(tree);
        return reasons.lines(subject, "is", tree, value.dtypes(), value.origin(), site, world);
    }

    /** Whether a qualifier says which dtype it is, on its declaration or on what gives it. */
    static boolean isFixed(Tensors value) {
        return isWritten(value) || value.origin() instanceof Origin.OfResult;
    }

    /** Whether a qualifier says which dtype it is. */
    static boolean isWritten(Tensors declared) {
        return declared.origin() instanceof Origin.OfDeclaration;
    }

    /** Where the values that a message is about come from: messages about one mistake say the same. */
    static @Nullable Tree madeAt(@Nullable Tensors value) {
        if (value == null) {
            return null;
        }
        return value.origin() instanceof Origin.OfResult result
                ? result.call()
                : value.origin() instanceof Origin.OfArgument argument && argument.isFactory() ? argument.call() : null;
    }
}
