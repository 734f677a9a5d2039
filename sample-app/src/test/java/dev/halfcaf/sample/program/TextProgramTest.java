package dev.halfcaf.sample.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Policy;
import dev.halfcaf.data.Batch;
import dev.halfcaf.data.Batches;
import dev.halfcaf.train.StepResult;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The character transformer learns as well in mixed precision as in float32: the same losses, step by step. */
class TextProgramTest {
    private static final int STEPS = 60;
    private static final int BATCH_SIZE = 8;

    private static List<StepResult> float32 = List.of();
    private static List<StepResult> mixed = List.of();

    @BeforeAll
    static void learnUnderBoth() {
        Program program = ModelName.TEXT_TRANSFORMER.load(null);
        float32 = steps(program, "float32");
        mixed = steps(program, "mixed_float16");
    }

    private static List<StepResult> steps(Program program, String policy) {
        Task task = program.task(new Settings(Policy.of(policy), 1, BATCH_SIZE, 0));
        List<StepResult> steps = new ArrayList<>();
        try (Batches<Batch> batches = task.training().epoch(1, 0)) {
            while (steps.size() < STEPS) {
                Batch batch = batches.next();
                steps.add(task.step().apply(task.gradients().apply(batch.x(), batch.labels())));
            }
        }
        return steps;
    }

    @Test
    void theLossCurvesAreWithinTwoPercent() {
        for (int i = 0; i < STEPS; i++) {
            assertThat(mixed.get(i).loss())
                    .as("step %d", i + 1)
                    .isCloseTo(float32.get(i).loss(), Percentage.withPercentage(2));
        }
    }

    @Test
    void noStepIsSkippedAndTheLossIsScaled() {
        assertThat(mixed).allMatch(StepResult::applied).allMatch(step -> step.scaleBefore() == 32768);
    }

    @Test
    void itLearns() {
        assertThat(float32.get(STEPS - 1).loss())
                .isLessThan(0.75 * float32.get(0).loss());
    }
}
