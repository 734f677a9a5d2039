package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Dtypes;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Members;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.flow.Value.Tensors;
import java.util.List;
import javax.lang.model.element.ElementKind;
import org.jspecify.annotations.Nullable;

/** The first disagreement in a call, in the first world that has one. */
sealed interface Clash {
    int world();

    /** Whether paths disagree in what an operand is. */
    boolean isSplit();

    /** An operand and the tensor that the op reads from it. */
    record Side(Operand operand, Tensors read) {}

    /** An operand that does not agree with another, as it has to. */
    record Between(int world, Side first, Side second) implements Clash {
        @Override
        public boolean isSplit() {
            return isSplit(second) || isSplit(first);
        }

        private boolean isSplit(Side side) {
            return side.read().dtypes().isSplit(world);
        }

        /** The one whose paths disagree, if one is. */
        Side split() {
            return isSplit(second) || !isSplit(first) ? second : first;
        }

        /** The other one. */
        Side whole() {
            return split() == second ? first : second;
        }
    }

    /**
     * An operand that contradicts its own declaration.
     *
     * @param given what it is; of a number, what it is rounded to
     * @param required what it is declared to be
     */
    record Declared(int world, Operand operand, Dtypes given, Dtypes required) implements Clash {
        @Override
        public boolean isSplit() {
            return operand.read() != null && given.isSplit(world);
        }
    }

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
            Clash clash = operand.qualifiers().has(Qualifier.FULL_PRECISION) ? declared(operand, agreed, world) : null;
            if (clash != null) {
                return clash;
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
                if (first.same() && other != null && !Value.agree(other, read, world)) {
                    return new Between(world, new Side(first, other), new Side(second, read));
                }
            }
        }
        for (Operand operand : operands) {
            Clash clash = declared(operand, agreed, world);
            if (clash != null) {
                return clash;
            }
        }
        return null;
    }

    private static @Nullable Clash declared(Operand operand, Dtypes agreed, int world) {
        Dtypes given = operand.read() == null ? agreed : operand.read().dtypes();
        Dtypes required = operand.required();
        return required == null || given.agrees(required, world) ? null : new Declared(world, operand, given, required);
    }

    /** The dtypes of an operand. */
    static Dtypes dtypes(Operand operand) {
        Tensors read = operand.read();
        return read == null ? Dtypes.NONE : read.dtypes();
    }

    /** What is called: the method's name, or what is constructed. */
    static String op(Fact.Call call) {
        return call.method().getKind() == ElementKind.CONSTRUCTOR
                ? "new " + Members.owner(call.method()).getSimpleName()
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
