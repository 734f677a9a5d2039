package dev.halfcaf.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the pages show is so. A page is followed from the top to the bottom, as a reader would:
 *
 * <ul>
 *   <li>A block of Java that declares a type is a source file; a later one of the same name takes its place.
 *   <li>A block of other Java lines has an HTML comment above it, {@code <!-- in}, and then the source file in which the
 *       block stands at the line {@code ...}.
 *   <li>A block below {@code <!-- javac -->} is what javac prints for the files so far, the last of which is then taken away.
 *       For the files that are left at the end it prints nothing.
 *   <li>A block below {@code <!-- java some.Main -->} is what that class prints, of those files.
 *   <li>Dependencies and plugins in XML stand in the same words in a project that integration-tests builds.
 * </ul>
 */
class DocumentationTest {
    private static final String JAVA = "java ";
    private static final Pattern PLACE = Pattern.compile("^ *\\.\\.\\.$", Pattern.MULTILINE);
    private static final Pattern FROM_POM =
            Pattern.compile("<(dependency|plugin)>.*?</\\1>", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SPACE = Pattern.compile("\\s+");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/guide.md",
                "docs/policies.md",
                "docs/layers.md",
                "docs/reports.md",
                "docs/checkpoints.md"
            })
    void aPageIsTrue(String page) throws Exception {
        List<Block> blocks = Block.of(Files.readString(Path.of("..").resolve(page)));
        Project project = new Project(folder);
        for (Block block : blocks) {
            String place = place(page, block);
            if (block.language().equals("java")) {
                project.put(source(block, place));
            } else if (block.marker().equals("javac")) {
                assertThat(project.javac()).as(place).isEqualTo(block.text());
                project.removeLast();
            } else if (block.language().equals("xml")) {
                assertIsBuilt(block, place);
            } else {
                assertThat(block.marker()).as(place).matches("|java [\\w.]+");
            }
        }
        assertThat(project.javac()).as("javac for all files of " + page).isEmpty();
        for (Block block : blocks) {
            if (block.marker().startsWith(JAVA)) {
                Printed.assertSame(
                        place(page, block), project.java(block.marker().substring(JAVA.length())), block.text());
            }
        }
    }

    private static String place(String page, Block block) {
        return page + ", line " + block.line();
    }

    private static String source(Block block, String place) {
        if (block.marker().startsWith("in\n")) {
            String surroundings = block.marker().substring("in\n".length());
            assertThat(PLACE.matcher(surroundings).find())
                    .as("A line ... for the lines of %s", place)
                    .isTrue();
            return PLACE.matcher(surroundings)
                    .replaceFirst(Matcher.quoteReplacement(block.text().stripTrailing()));
        }
        assertThat(Project.isSource(block.text()))
                .as("%s declares no type, and no comment '<!-- in' says where its lines stand", place)
                .isTrue();
        return block.text();
    }

    private static void assertIsBuilt(Block block, String place) throws Exception {
        String built =
                withoutSpace(Files.readString(Path.of("../integration-tests/src/it/layers-on-class-path/pom.xml"))
                        .replace("${halfcaf.version}", "0.1.0-SNAPSHOT"));
        assertThat(FROM_POM.matcher(block.text()).results().map(part -> withoutSpace(part.group())))
                .as(place)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(built).contains(part));
    }

    private static String withoutSpace(String xml) {
        return SPACE.matcher(xml).replaceAll("");
    }
}
