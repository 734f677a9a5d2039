package dev.halfcaf.processor.body;

import dev.halfcaf.Policy;
import dev.halfcaf.UnknownPolicyException;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Qualifiers.Qualifier;
import dev.halfcaf.processor.flow.Value;
import dev.halfcaf.processor.report.Code;
import java.util.List;
import java.util.function.Consumer;

/** Constants that are passed as names of policies, and are none. */
final class PolicyConstantCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (!(fact instanceof Fact.Call call)) {
            return;
        }
        for (Operand operand : call.operands()) {
            if (operand.qualifiers().has(Qualifier.POLICY_NAME)
                    && operand.tree() != null
                    && operand.value() instanceof Value.Text name) {
                try {
                    Policy.of(name.text());
                } catch (UnknownPolicyException e) {
                    findings.accept(Finding.of(
                            Code.UNKNOWN_POLICY,
                            operand.tree(),
                            call.site(),
                            e.problem(),
                            List.of(e.choice()),
                            List.of(Fix.advice("Write one of these."))));
                }
            }
        }
    }
}
