package dev.halfcaf.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedFileTest {
    @TempDir
    Path folder;

    @BeforeEach
    void filesHavePermissions() {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
    }

    @Test
    void aNewFileHasThePermissionsOfAnyOther() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "");

        ReplacedFile.write(folder.resolve("report.html"), "new");

        assertThat(Files.getPosixFilePermissions(folder.resolve("report.html")))
                .isEqualTo(Files.getPosixFilePermissions(other));
    }

    @Test
    void aReplacedFileKeepsItsPermissions() throws IOException {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-rw-r-x");
        Files.setPosixFilePermissions(file, permissions);

        ReplacedFile.write(file, "new");

        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
