package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.List;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/**
 * The first disagreement in a call, in the first world that has one.
 *
 * @param first an operand that another has to agree with; null where one contradicts its own declaration
 * @param second the operand that does not agree
 * @param split the one of the two whose paths disagree; null if none
 */
record Clash(
        int world,
        @Nullable Operand first,
        Operand second,
        @Nullable Operand split) {
    /** The clash in a call, or null. */
    static @Nullable Clash in(Fact.Call call) {
        Fact.Site site = call.site();
        for (int world = 0; world < site.worlds().size(); world++) {
            if (site.isLive(world)) {
                Clash clash = in(call.operands(), call.agreed(), world);
                if (clash != null) {
                    return clash;
                }
            }
        }
        return null;
    }

    private static @Nullable Clash in(List<Operand> operands, Dtypes agreed, int world) {
        // A half-precision loss is that, whatever else it disagrees with.
        for (Operand operand : operands) {
            if (operand.qualifiers().has(Qualifier.FULL_PRECISION) && isUnfit(operand, agreed, world)) {
                return new Clash(world, null, operand, split(operand, operand, world));
            }
        }
        for (int j = 0; j < operands.size(); j++) {
            Operand second = operands.get(j);
            Tensors read = second.read();
            if (read == null) {
                continue;
            }
            for (int i = 0; i < j && second.same(); i++) {
                Operand first = operands.get(i);
                Tensors other = first.read();
                if (first.same() && other != null && !other.dtypes().agrees(read.dtypes(), world)) {
                    return new Clash(world, first, second, split(first, second, world));
                }
            }
        }
        for (Operand operand : operands) {
            if (isUnfit(operand, agreed, world)) {
                return new Clash(world, null, operand, split(operand, operand, world));
            }
        }
        return null;
    }

    private static boolean isUnfit(Operand operand, Dtypes agreed, int world) {
        Dtypes dtypes = operand.read() == null ? agreed : operand.read().dtypes();
        Dtypes required = operand.required();
        return required != null && !dtypes.agrees(required, world);
    }

    private static @Nullable Operand split(Operand first, Operand second, int world) {
        if (isSplit(second, world)) {
            return second;
        }
        return isSplit(first, world) ? first : null;
    }

    private static boolean isSplit(Operand operand, int world) {
        Tensors read = operand.read();
        return read != null && read.dtypes().isSplit(world);
    }

    /** The dtypes of an operand. */
    static Dtypes dtypes(Operand operand) {
        Tensors read = operand.read();
        return read == null ? Dtypes.NONE : read.dtypes();
    }

    /** What is called: the method's name, or what is constructed. */
    static String op(Fact.Call call) {
        return call.method().getKind() == ElementKind.CONSTRUCTOR
                ? "new " + call.method().getEnclosingElement().getSimpleName()
                : call.method().getSimpleName().toString();
    }

    /** The name in messages: that of the parameter, counted where several have the same. */
    static String name(Operand operand, Fact.Call call) {
        List<Operand> all = call.operands();
        boolean isLeft = operand.name().equals("left") && operand == all.get(0);
        if (isLeft && all.stream().noneMatch(other -> other != operand && other.read() != null)) {
            return "x";
        } else if (operand.name().equals("arg0") && all.get(0).name().equals("left")) {
            // A class file need not know the names of parameters.
            return "right";
        }
        if (operand.name().matches("arg\\d+")) {
            return "operand " + (all.indexOf(operand) + 1);
        }
        List<Operand> sameName =
                all.stream().filter(one -> one.name().equals(operand.name())).toList();
        return sameName.size() < 2 ? operand.name() : operand.name() + "[" + sameName.indexOf(operand) + "]";
    }
}
