package dev.halfcaf.processor.body;

import dev.halfcaf.Policy;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.report.Code;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A variable with a dtype of its own, in a class that may have a policy under which it would have another. */
final class VariableDtypeCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (!(fact instanceof Fact.VariableField field) || field.site().worlds().named()) {
            return;
        }
        List<Policy> policies = field.site().worlds().policies();
        for (int world = 0; world < policies.size(); world++) {
            Policy policy = policies.get(world);
            if (field.declared().isKnown(world)
                    && field.declared().known(world).isFloating()
                    && field.declared().known(world) != policy.variableDtype()) {
                String fitting = IntStream.range(0, policies.size())
                        .filter(one ->
                                field.declared().known(one) == policies.get(one).variableDtype())
                        .mapToObj(one -> '"' + policies.get(one).name() + '"')
                        .collect(Collectors.joining(", "));
                findings.accept(Finding.of(
                        Code.VARIABLE_DTYPE,
                        field.site().tree(),
                        field.site(),
                        Words.be(field.field().getSimpleName().toString()) + "declared "
                                + field.declared().known(world) + ", but variables are kept in "
                                + policy.variableDtype() + " under policy '" + policy.name() + "'",
                        List.of("The class takes its policy from its surroundings."),
                        List.of(Fix.advice("remove the qualifier; or @DtypePolicy(only = {" + fitting + "})."))));
                return;
            }
        }
    }
}
