package dev.halfcaf.processor.body;

import dev.halfcaf.Dtype;
import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.flow.Operand;
import dev.halfcaf.processor.flow.Value.Tensors;
import dev.halfcaf.processor.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Ops whose result leaves float16's range for ordinary inputs, done in float16. */
final class SensitiveOpCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (!(fact instanceof Fact.Call call) || !call.isSensitive() || !(call.result() instanceof Tensors result)) {
            return;
        }
        for (int world = 0; world < call.site().worlds().size(); world++) {
            if (call.site().isLive(world)
                    && result.dtypes().isKnown(world)
                    && result.dtypes().known(world) == Dtype.FLOAT16) {
                Operand left = call.operands().get(0);
                List<String> reasons = new ArrayList<>(words.because(call.site(), world, left));
                reasons.add("float16 holds numbers up to 65504; what is larger becomes infinite.");
                findings.accept(Finding.of(
                        Code.SENSITIVE_OP,
                        call.site().tree(),
                        call.site(),
                        Clash.op(call) + ": done in float16, it leaves the range for ordinary inputs"
                                + Words.under(call.site(), world, result.dtypes()),
                        reasons,
                        List.of(words.ranges().wide(call))));
                return;
            }
        }
    }
}
