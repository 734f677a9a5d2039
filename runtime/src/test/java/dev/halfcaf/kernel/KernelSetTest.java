package dev.halfcaf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KernelSetTest {
    @Test
    void plainKernelsAreTheDefault() {
        assertThat(KernelSet.choose(null).name()).isEqualTo("plain");
        assertThat(KernelSet.choose("plain").name()).isEqualTo("plain");
    }

    @Test
    void vectorKernelsAreNotThereYet() {
        assertThatThrownBy(() -> KernelSet.choose("vector"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dhalfcaf.kernels=vector asks for kernels on the Vector API, which this version of"
                        + " Halfcaf does not have; use plain.");
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> KernelSet.choose("fast"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dhalfcaf.kernels=fast names no kernels; use plain or vector.");
    }
}
