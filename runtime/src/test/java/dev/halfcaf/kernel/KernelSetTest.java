package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelSetTest {
    private static final String NO_MODULE =
            "Start java with --add-modules jdk.incubator.vector for the faster ones on the Vector API.";

    @Test
    void vectorKernelsAreTheDefaultWhereTheyRun() {
        KernelSet.Choice choice = KernelSet.choose(null, null);

        assertThat(choice.kernels().name()).isEqualTo("vector");
        assertThat(choice.message()).matches("Kernels: vector \\(\\d+ bits\\)\\.");
        assertThat(KernelSet.choose("vector", null).kernels().name()).isEqualTo("vector");
    }

    @Test
    void elsewherePlainKernelsAreTheDefaultAndTheLogSaysWhatToDo() {
        KernelSet.Choice choice = KernelSet.choose(null, NO_MODULE);

        assertThat(choice.kernels().name()).isEqualTo("plain");
        assertThat(choice.message()).isEqualTo("Kernels: plain. " + NO_MODULE);
    }

    @Test
    void plainKernelsCanBeAskedFor() {
        KernelSet.Choice choice = KernelSet.choose("plain", null);

        assertThat(choice.kernels().name()).isEqualTo("plain");
        assertThat(choice.message()).isEqualTo("Kernels: plain, as -Dhalfcaf.kernels asks.");
    }

    @Test
    void vectorKernelsThatCannotRunAreNotReplacedSilently() {
        assertThatThrownBy(() -> KernelSet.choose("vector", NO_MODULE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "-Dhalfcaf.kernels=vector asks for the kernels on the Vector API. Start java with --add-modules"
                                + " jdk.incubator.vector for the faster ones on the Vector API.");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> KernelSet.choose("fast", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dhalfcaf.kernels=fast names no kernels; use plain or vector.");
    }

    @Test
    void vectorsNeedTheModuleAndTheOptimisingCompiler() {
        assertThat(KernelSet.whyNoVectors(true, "mixed mode, sharing")).isNull();
        assertThat(KernelSet.whyNoVectors(false, "mixed mode, sharing")).isEqualTo(NO_MODULE);
        assertThat(KernelSet.whyNoVectors(true, "interpreted mode, sharing"))
                .isEqualTo("The faster ones need the JVM's optimising compiler (C2), which an option has turned off:"
                        + " interpreted mode, sharing.");
        assertThat(KernelSet.whyNoVectors(true, "mixed mode, emulated-client, sharing"))
                .contains("emulated-client");
    }
}
