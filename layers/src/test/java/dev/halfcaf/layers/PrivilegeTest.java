package dev.halfcaf.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halfcaf.Layer;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The layers have no privilege over a user's: javac compiles them as a named module, and so against what the runtime exports; and it
 * exports nothing to them alone.
 */
class PrivilegeTest {
    private static final ModuleDescriptor RUNTIME = module(Layer.class, "dev.halfcaf");
    private static final ModuleDescriptor LAYERS = module(Dense.class, "dev.halfcaf.layers");

    private static ModuleDescriptor module(Class<?> type, String name) {
        try {
            Path classes = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(classes).find(name).orElseThrow().descriptor();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theRuntimeExportsToAllOrToNobody() {
        assertThat(RUNTIME.exports()).isNotEmpty().noneMatch(ModuleDescriptor.Exports::isQualified);
        assertThat(RUNTIME.isOpen()).isFalse();
        assertThat(RUNTIME.opens()).isEmpty();
    }

    @Test
    void theLayersAreAModuleOfTheirOwnThatNeedsOnlyTheRuntime() {
        assertThat(LAYERS.requires().stream().map(ModuleDescriptor.Requires::name))
                .containsExactlyInAnyOrder("java.base", "org.jspecify", "dev.halfcaf");
        assertThat(LAYERS.packages()).containsExactly("dev.halfcaf.layers");
        assertThat(RUNTIME.packages()).doesNotContain("dev.halfcaf.layers");
    }

    @Test
    void nothingIsOpenedToThemByAnOption() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .doesNotContain("--add-exports", "--add-opens", "--add-reads", "--patch-module");
        assertThat(Files.readString(Path.of("../pom.xml"))).doesNotContain("--patch-module");
    }
}
