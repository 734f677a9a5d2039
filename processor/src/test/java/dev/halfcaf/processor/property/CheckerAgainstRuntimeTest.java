package dev.halfcaf.processor.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.util.JavacTask;
import dev.halfcaf.processor.property.Runs.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the checker says of a program, the runtime does: a program that is accepted throws no dtype mismatch on any path,
 * and what is rejected throws where it was rejected. The programs are generated from the qualifiers on the tensor API.
 *
 * <p>Other programs than those of every build: {@code -Dhalfcaf.seed=1000 -Dhalfcaf.programs=5000}.
 */
class CheckerAgainstRuntimeTest {
    private static final long SEED = Long.getLong("halfcaf.seed", 0);
    private static final int PROGRAMS = Integer.getInteger("halfcaf.programs", 600);
    private static final int BATCH = 150;

    private static Api api;

    @BeforeAll
    static void readApi() {
        JavacTask task = (JavacTask) ToolProvider.getSystemJavaCompiler()
                .getTask(
                        null,
                        null,
                        null,
                        List.of("-proc:none", "-classpath", System.getProperty("java.class.path")),
                        List.of("java.lang.Object"),
                        null);
        api = Api.read(task.getElements(), "dev.halfcaf.Tensor", "dev.halfcaf.Losses");
    }

    @Test
    void theCheckerAndTheRuntimeAgree(@TempDir Path directory) {
        List<String> failures = new ArrayList<>();
        int accepted = 0;
        int confirmed = 0;
        int runs = 0;
        int stopped = 0;
        for (long first = SEED; first < SEED + PROGRAMS; first += BATCH) {
            Batch batch = new Batch(
                    directory.resolve("batch" + first),
                    LongStream.range(first, Math.min(first + BATCH, SEED + PROGRAMS))
                            .mapToObj(seed -> Sampler.sample(api, seed))
                            .toList());
            batch.check();
            ClassLoader classes = batch.load();
            for (Program program : batch.programs()) {
                List<Run> all = Runs.of(program, classes);
                Verdict verdict = Verdict.of(batch.messages(program), all);
                accepted += verdict.accepted() ? 1 : 0;
                confirmed += verdict.confirmed();
                runs += all.size();
                stopped += (int) all.stream().filter(Run::isStopped).count();
                if (!verdict.disagreements().isEmpty()) {
                    failures.add(described(program, verdict, directory, failures.isEmpty()));
                }
            }
        }
        assertThat(failures).as("programs about which the two disagree").isEmpty();
        // The programs are such that both sides are asked.
        assertThat(accepted).as("accepted").isGreaterThan(PROGRAMS / 6);
        assertThat(confirmed).as("messages that were seen to be true").isGreaterThan(PROGRAMS / 4);
        assertThat(stopped).as("runs that something else stopped").isLessThan(runs / 20);
    }

    /** The first one that fails is made smaller before it is shown. */
    private static String described(Program program, Verdict verdict, Path directory, boolean shrink) {
        Shrinker shrinker = new Shrinker(directory.resolve("shrunk" + program.seed()));
        Program shown = shrink ? shrinker.shrink(program) : program;
        Verdict said = shrink ? shrinker.verdict(shown) : verdict;
        return "Seed " + program.seed() + ":\n" + String.join("\n", said.disagreements()) + "\n" + shown.source();
    }
}
