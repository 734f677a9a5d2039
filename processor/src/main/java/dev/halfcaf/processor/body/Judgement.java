package dev.halfcaf.processor.body;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which code a call's clash has. */
enum Judgement {
    MISMATCH,
    BRANCH,
    INDEX,
    LOSS;

    static Judgement of(Clash clash, Fact.Call call) {
        if (clash instanceof Clash.Declared declared && declared.operand().read() != null) {
            Operand operand = declared.operand();
            if (operand.qualifiers().has(Qualifier.FULL_PRECISION) && isHalf(declared.given(), clash.world())) {
                return LOSS;
            } else if (operand != call.stored() && isIndex(declared.required(), declared.given(), clash.world())) {
                return INDEX;
            }
        }
        return clash.isSplit() ? BRANCH : MISMATCH;
    }

    /** A floating value, where an integer is declared. */
    static boolean isIndex(Dtypes required, Dtypes given, int world) {
        return required.all(world).stream().allMatch(dev.halfcaf.Dtype::isIntegral)
                && given.all(world).stream().allMatch(dev.halfcaf.Dtype::isFloating);
    }

    static boolean isHalf(Dtypes given, int world) {
        return given.all(world).stream().allMatch(dev.halfcaf.Dtype::isHalf);
    }

    /** What a message about an operand points at. */
    static Tree at(Fact.Call call, Operand operand) {
        ExpressionTree tree = operand.tree();
        return tree == null ? call.site().tree() : tree;
    }

    /** The ways to give an operand the dtype that is required of it. */
    static List<Fix> casts(Operand operand, Dtypes wanted, int world, @Nullable String dtype, Words words) {
        if (operand.read() == null) {
            return List.of(Fix.advice("cast the tensor before, for example to Dtype.INT32."));
        }
        ExpressionTree tree = operand.tree();
        if (operand.value() instanceof Value.OfDtype && tree != null && dtype != null) {
            return List.of(Fix.of(dtype, tree));
        }
        Fix undone = words.fixes().undone(operand, wanted, world);
        if (undone != null) {
            return List.of(undone);
        }
        return tree == null || dtype == null
                ? List.of(Fix.advice("cast it before."))
                : List.of(Fix.of(words.fixes().cast(tree, dtype), tree));
    }
}
