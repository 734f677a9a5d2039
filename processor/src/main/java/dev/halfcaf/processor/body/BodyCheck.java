package dev.halfcaf.processor.body;

import dev.halfcaf.processor.flow.Fact;
import java.util.function.Consumer;

/** One check: from a fact to what is wrong with it. */
@FunctionalInterface
interface BodyCheck {
    void check(Fact fact, Words words, Consumer<Finding> findings);
}
