package dev.halfcaf.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
    private static final String COPY = "copy/-/64";

    @TempDir
    private Path logs;

    @Test
    void itAnswersEachLineWithOne() {
        Worker worker = new Worker(new Probes());

        assertThat(worker.answer("name")).isEqualTo("name probe");
        assertThat(worker.answer("prepare " + COPY)).isEqualTo("ready");
        assertThat(worker.answer("prepare gemm/float32/1x1x1")).isEqualTo("no");
        assertThat(worker.answer("time " + COPY + " 3")).matches("nanoseconds \\d+");
        assertThat(worker.answer("close " + COPY)).isEqualTo("closed");
        assertThat(worker.answer("time " + COPY + " 3")).isEqualTo("failed copy/-/64 is not prepared.");
        assertThat(worker.answer("jump")).isEqualTo("failed 'jump' is none of name, prepare, time, close.");
    }

    @Test
    void aContestantInAnotherProcessIsAContestant() {
        try (Remote remote =
                Remote.start(Halfcaf.class.getName(), List.of("-Dhalfcaf.kernels=plain"), logs.resolve("plain.log"))) {
            assertThat(remote.name()).isEqualTo("Halfcaf");
            assertThat(remote.prepare(Task.of(Operation.COPY, "-", 64))).isEmpty();
            try (Work work =
                    remote.prepare(Task.of(Operation.GEMM, "float16", 2, 3, 4)).orElseThrow()) {
                assertThat(work.time(2)).isPositive();
            }
            assertThatThrownBy(() -> remote.prepare(Task.of(Operation.GEMM, "float17", 2, 3, 4)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("float17");
        }
    }

    @Test
    void aProcessThatDoesNotStartIsMissing() {
        assertThatThrownBy(() -> Remote.start("no.such.Class", List.of(), logs.resolve("none.log")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("its process has ended: see ");
    }

    @Test
    void aPeerThatIsNotBuiltInSaysWhichProfileAddsIt() {
        assumeFalse(Peers.Profile.OPENBLAS.isBuiltIn());

        assertThat(Peers.builtIn()).doesNotContain("openblas");
        assertThatThrownBy(Peers.Profile.OPENBLAS::required)
                .hasMessage("not built in; the Maven profile -Popenblas adds it");
    }
}
