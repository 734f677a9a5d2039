package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Fact;
import dev.halfcaf.processor.report.Code;
import java.util.List;
import java.util.function.Consumer;

/** A new variable that is put into no field. */
final class LooseVariableCheck implements BodyCheck {
    @Override
    public void check(Fact fact, Words words, Consumer<Finding> findings) {
        if (fact instanceof Fact.LooseVariable loose) {
            findings.accept(Finding.of(
                    Code.LOOSE_VARIABLE,
                    loose.site().tree(),
                    loose.site(),
                    words.text().quoted(loose.site().tree()) + " is assigned to no field",
                    List.of("A layer binds and trains the variables in its fields; this one cannot be read."),
                    List.of(Fix.advice("a field, final Variable ..., assigned in the constructor; for numbers that are"
                            + " not kept, a Tensor."))));
        }
    }
}
