package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.flow.Value.Components;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A body that returns another dtype than its method declares, or than {@code forward} has to. */
final class ReturnDtypeCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.Return returned) {
            check(returned, "", returned.value(), returned.declared(), words, findings);
        }
    }

    private static boolean check(
            Fact.Return fact, String part, Value value, Value declared, Words words, Consumer<Finding> findings) {
        if (value instanceof Components given && declared instanceof Components wanted) {
            for (String name : wanted.byName().keySet().stream().sorted().toList()) {
                Value component = given.byName().get(name);
                Value required = wanted.byName().get(name);
                if (component != null && required != null && check(fact, name, component, required, words, findings)) {
                    return true;
                }
            }
            return false;
        }
        Tensors given = Value.read(value);
        if (given == null || !(declared instanceof Tensors wanted)) {
            return false;
        }
        for (int world = 0; world < fact.site().worlds().size(); world++) {
            if (fact.site().isLive(world)
                    && !given.dtypes().agrees(wanted.dtypes(), world)
                    && !(fact.isLoss() && Judgement.isHalf(given.dtypes(), world))) {
                findings.accept(
                        given.dtypes().isSplit(world)
                                ? BranchDtypeCheck.returned(fact, given, wanted, world, words)
                                : finding(fact, part, given, wanted, world, words));
                return true;
            }
        }
        return false;
    }

    private static Finding finding(
            Fact.Return fact, String part, Tensors given, Tensors wanted, int world, Words words) {
        boolean isWhole = part.isEmpty();
        String subject = isWhole ? "the result is " : "component " + part + " of the result is ";
        List<String> reasons = new ArrayList<>(
                isWhole
                        ? words.because(fact.site(), world, fact.expression(), "the result", given)
                        : words.because(fact.site(), world, null, part, given));
        reasons.addAll(words.reasons()
                .lines(
                        "the result of " + fact.method().getSimpleName(),
                        "has to be",
                        wanted.dtypes(),
                        wanted.origin(),
                        fact.site(),
                        world));
        List<Fix> fixes = new ArrayList<>();
        if (isWhole) {
            String dtype = words.fixes().nearest(wanted.dtypes(), Words.isWritten(wanted), fact.site(), world);
            Fix undone = words.fixes().undone(fact.expression(), given, wanted.dtypes(), world);
            fixes.add(
                    undone != null ? undone : Fix.of(words.fixes().cast(fact.expression(), dtype), fact.expression()));
            Fix declaration = words.fixes().returnQualifier(fact, given.dtypes(), world);
            if (declaration != null) {
                fixes.add(declaration);
            }
        } else {
            fixes.add(Fix.advice("cast component " + part + "."));
        }
        return Finding.of(
                Code.RETURN_DTYPE,
                fact.expression(),
                fact.site(),
                fact.method().getSimpleName() + ": " + subject + Words.dtype(given.dtypes(), world) + ", but must be "
                        + Words.required(wanted.dtypes(), world)
                        + Words.under(fact.site(), world, given.dtypes(), wanted.dtypes()),
                reasons,
                fixes);
    }
}
