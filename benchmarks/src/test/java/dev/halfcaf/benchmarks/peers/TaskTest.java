package dev.halfcaf.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TaskTest {
    @Test
    void aTaskGoesThroughItsText() {
        Task task = Task.of(Operation.GEMM_TRANSPOSED_LEFT, "bfloat16", 784, 256, 512);

        assertThat(task).hasToString("gemm-transposed-left/bfloat16/784x256x512");
        assertThat(Task.parse(task.toString())).isEqualTo(task);
        assertThatThrownBy(() -> Task.parse("gemm")).hasMessage("'gemm' is no task: operation/dtype/sizes is needed.");
        for (Contest contest : Contests.all()) {
            for (Entrant entrant : contest.entrants()) {
                assertThat(Task.parse(entrant.task().toString())).isEqualTo(entrant.task());
            }
        }
    }

    @Test
    void bytesAreThoseReadAndThoseWritten() {
        assertThat(Task.of(Operation.CAST_TO_FLOAT32, "float16", 10).bytes()).isEqualTo(20 + 40);
        assertThat(Task.of(Operation.UNSCALE_AND_CHECK, "float32", 10).bytes()).isEqualTo(40);
        assertThat(Task.of(Operation.ADAM, "bfloat16", 10).bytes()).isEqualTo(200 + 120 + 20);
        assertThat(Task.of(Operation.ADD, "float16", 2, 5).bytes()).isEqualTo(60);
        assertThat(Task.of(Operation.ADD_ROW, "float32", 2, 5).bytes()).isEqualTo(80 + 20);
        assertThat(Task.of(Operation.SUM_OF_ROWS, "float32", 2, 5).bytes()).isEqualTo(40 + 8);
    }

    @Test
    void operationsAreMultiplicationsAndAdditions() {
        assertThat(Task.of(Operation.GEMM, "float16", 2, 3, 5).operations()).isEqualTo(60);
        // Three products for each layer but the first, whose input needs no gradient.
        assertThat(Task.of(Operation.TRAIN_STEP, "float32", 1).operations())
                .isEqualTo(2 * (2 * 784 * 512 + 3 * (512 * 512 + 512 * 10)));
    }

    @Test
    void aTaskAgainstMemoryIsBesideACopyOfItsOwnBytes() {
        for (Contest contest : Contests.all()) {
            for (Goal goal : contest.goals()) {
                if (goal.by().task().operation() == Operation.COPY) {
                    assertThat((long) goal.by().task().size(0))
                            .isEqualTo(goal.ours().task().bytes());
                }
            }
        }
    }

    @Test
    void noTwoFiguresHaveOneKey() {
        Map<String, List<Goal>> byKey = Contests.all().stream()
                .flatMap(contest -> contest.goals().stream())
                .filter(goal -> goal.ours().role() == Role.HALFCAF)
                .collect(Collectors.groupingBy(goal -> goal.ours().task() + "/"
                        + goal.by().role().label() + goal.by().task()));

        assertThat(byKey).allSatisfy((key, goals) -> assertThat(goals).hasSize(1));
    }
}
