package dev.halfcaf.benchmarks.compiletime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halfcaf.benchmarks.compiletime.Compiler.Took;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmark measures what it says; how long things take is not asked here. */
class CompileTimeTest {
    @TempDir
    private Path scratch;

    @Test
    void theLayersAreRightAndTheSameInEveryRun() {
        // Ten classes have all parts, bare and named.
        List<SourceFile> layers = Sources.layers(10);

        Program program = Program.of(new Compiler(scratch), layers);

        assertThat(program.withWrappers()).hasSize(20);
        assertThat(Sources.layers(10)).isEqualTo(layers);
        assertThat(layers).allSatisfy(layer -> assertThat(layer.lines()).isBetween(165L, 205L));
    }

    @Test
    void theOrdinaryClassesAreRight() {
        assertThat(new Compiler(scratch).compile(Sources.ordinary(3), Setup.bare()))
                .isNotNull();
    }

    @Test
    void theCheckerRunsWhereItIsMeasuredAndNowhereElse() {
        Compiler compiler = new Compiler(scratch);
        SourceFile mistake = new SourceFile("A", "class A { int x = \"\"; }");

        compiler.requireChecker();
        assertThatThrownBy(() -> compiler.compile(List.of(mistake), Setup.bare()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("javac was to be silent, and said: ");
    }

    @Test
    void ratiosAreTakenWithinARoundAndTheirMedianIsReported() {
        Iterator<Double> slow = List.of(9.0, 2.0, 30.0, 8.0).iterator();
        Iterator<Double> quick = List.of(9.0, 1.0, 10.0, 2.0).iterator();
        Comparison comparison = new Comparison()
                .with("slow", () -> new Took(slow.next(), 0))
                .with("quick", () -> new Took(quick.next(), 0))
                .run(1, 3);

        assertThat(comparison.median("slow", Took::clock)).isEqualTo(8);
        assertThat(comparison.ratio("slow", "quick", Took::clock)).isEqualTo(3);
        assertThat(comparison.difference("slow", "quick", Took::clock)).isEqualTo(6);
    }
}
